import { Schema } from 'mongoose';

/** Attempts to sign in that have not succeeded, per login name and per address; shared by all API processes. */
export interface LoginGuardDocument {
  /** `login:<name>` or `ip:<address>`. */
  _id: string;
  failures: number;
  lockedUntil: Date | null;
  /** Forgotten after this moment. */
  expiresAt: Date;
}

export const LOGIN_GUARD = 'LoginGuard';

export const loginGuardSchema = new Schema<LoginGuardDocument>(
  {
    _id: { type: String, required: true },
    failures: { type: Number, default: 0 },
    lockedUntil: { type: Date, default: null },
    expiresAt: { type: Date, required: true },
  },
  { collection: 'login_guards', versionKey: false },
);

loginGuardSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
