import { Schema } from 'mongoose';

/** 代理: somebody acts for a person who is away, for a time and within a scope. Ended early by `endedAt`, never deleted. */
export interface ProxyDocument {
  _id: string;
  principal: string;
  agent: string;
  /** Local days, both inclusive. */
  from: string;
  to: string;
  /** Process codes; empty for all. */
  processes: string[];
  /** Organisations of the principal in which the agent acts; empty for all. */
  orgs: string[];
  reason: string;
  createdAt: Date;
  endedAt: Date | null;
}

export const PROXY = 'Proxy';

export const proxySchema = new Schema<ProxyDocument>(
  {
    _id: { type: String, required: true },
    principal: { type: String, required: true },
    agent: { type: String, required: true },
    from: { type: String, required: true },
    to: { type: String, required: true },
    processes: { type: [String], default: [] },
    orgs: { type: [String], default: [] },
    reason: { type: String, required: true },
    createdAt: { type: Date, required: true },
    endedAt: { type: Date, default: null },
  },
  { collection: 'proxies', versionKey: false },
);

proxySchema.index({ agent: 1, to: 1 });
proxySchema.index({ principal: 1, to: 1 });
