import { Schema } from 'mongoose';

/** How often a person or an address did what is limited for all API processes together. Gone by itself when the time is over. */
export interface SharedRateDocument {
  /** `<limit>/<person or address>`. */
  _id: string;
  hits: number;
  /** Counting starts anew after this moment. */
  expiresAt: Date;
}

export const SHARED_RATE = 'SharedRate';

export const sharedRateSchema = new Schema<SharedRateDocument>(
  {
    _id: { type: String, required: true },
    hits: { type: Number, default: 0 },
    expiresAt: { type: Date, required: true },
  },
  { collection: 'shared_rates', versionKey: false },
);

sharedRateSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
