import { Schema } from 'mongoose';

/**
 * Something that speaks for a person: a browser session, a machine's refreshable grant, or a long-lived personal token.
 * The secret itself is never stored.
 */
export interface SessionDocument {
  _id: string;
  personId: string;
  kind: 'browser' | 'machine' | 'personal';
  /** SHA-256 of the secret, hex. */
  secretHash: string;
  /** Secret before the last rotation: whoever shows it has a stolen copy, and the grant is revoked. */
  previousSecretHash?: string;
  /** How a browser session was opened; a password when absent. */
  signedInWith?: 'password' | 'oidc';
  /** What the person calls a personal token. */
  name?: string;
  ip: string;
  userAgent: string;
  createdAt: Date;
  lastSeenAt: Date;
  expiresAt: Date;
  /** No use extends the session past this moment. */
  endsAt: Date;
}

export const SESSION = 'Session';

export const sessionSchema = new Schema<SessionDocument>(
  {
    _id: { type: String, required: true },
    personId: { type: String, required: true },
    kind: { type: String, enum: ['browser', 'machine', 'personal'], required: true },
    secretHash: { type: String, required: true },
    previousSecretHash: String,
    signedInWith: { type: String, enum: ['password', 'oidc'] },
    name: String,
    ip: { type: String, default: '' },
    userAgent: { type: String, default: '' },
    createdAt: { type: Date, required: true },
    lastSeenAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
    endsAt: { type: Date, required: true },
  },
  { collection: 'sessions', versionKey: false },
);

sessionSchema.index({ personId: 1, lastSeenAt: -1 });
sessionSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
