import { Schema } from 'mongoose';

/** A role that a person holds in an organisation, from one local day to another (inclusive; null while open). */
export interface MembershipDocument {
  orgCode: string;
  role: string;
  from: string;
  to: string | null;
}

/** A person who may sign in, or who could once: rows are never deleted, the records name them. */
export interface PersonDocument {
  _id: string;
  /** Name to sign in with, lower case. */
  login: string;
  name: string;
  email?: string;
  phone?: string;
  /** argon2id; null for people who cannot sign in by password. */
  passwordHash: string | null;
  /** What the outside identity service calls the person; set by an administrator. */
  externalId?: string;
  memberships: MembershipDocument[];
  status: 'active' | 'left';
  leftOn?: string;
  /** Invented for demonstration. */
  demo: boolean;
  /** Further particulars from the reference data, for instance an expert's specialities. */
  particulars?: Record<string, unknown>;
  /** Hash of the seed row that this row was last written from. */
  seedHash?: string;
  /** Grows with every change. */
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

export const PERSON = 'Person';

const membership = new Schema<MembershipDocument>(
  {
    orgCode: { type: String, required: true },
    role: { type: String, required: true },
    from: { type: String, required: true },
    to: { type: String, default: null },
  },
  { _id: false },
);

export const personSchema = new Schema<PersonDocument>(
  {
    _id: { type: String, required: true },
    login: { type: String, required: true },
    name: { type: String, required: true },
    email: String,
    phone: String,
    passwordHash: { type: String, default: null },
    externalId: String,
    memberships: { type: [membership], default: [] },
    status: { type: String, enum: ['active', 'left'], default: 'active' },
    leftOn: String,
    demo: { type: Boolean, default: false },
    particulars: { type: Schema.Types.Mixed },
    seedHash: String,
    version: { type: Number, default: 1 },
  },
  { collection: 'people', timestamps: true, versionKey: false },
);

personSchema.index({ login: 1 }, { unique: true });
personSchema.index({ externalId: 1 }, { unique: true, partialFilterExpression: { externalId: { $exists: true } } });
personSchema.index({ 'memberships.orgCode': 1, 'memberships.role': 1, status: 1 });
