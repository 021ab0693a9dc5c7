import { Schema } from 'mongoose';

/** 常用语: a wording for opinions, a person's own or their organisation's. Never deleted while it was in force: it ends on a day. */
export interface PhraseDocument {
  _id: string;
  /** `p:<person>` or `o:<organisation>`. */
  owner: string;
  text: string;
  /** Clause that the wording rests on; null for none. */
  basis: string | null;
  /** Procedure for which it is meant; null for all. */
  process: string | null;
  /** Outcomes for which it is offered; empty for all. */
  outcomes: string[];
  /** Local days, both inclusive. */
  effectiveFrom: string;
  effectiveTo: string | null;
  by: string;
  at: Date;
}

export const PHRASE = 'Phrase';

export const phraseSchema = new Schema<PhraseDocument>(
  {
    _id: { type: String, required: true },
    owner: { type: String, required: true },
    text: { type: String, required: true },
    basis: { type: String, default: null },
    process: { type: String, default: null },
    outcomes: { type: [String], default: [] },
    effectiveFrom: { type: String, required: true },
    effectiveTo: { type: String, default: null },
    by: { type: String, required: true },
    at: { type: Date, required: true },
  },
  { collection: 'phrases', versionKey: false },
);

phraseSchema.index({ owner: 1, effectiveFrom: 1, _id: 1 });
