import type { Connection } from 'mongoose';
import type { CaseActivities } from '../../workflows/engine/ports';
import { MAIL_STATUS, MAIL_STATUS_ID, mailStatusSchema, type MailStatusDocument } from '../store/mail.schema';
import { modelOf } from '../store/model-of';
import { markingForMail, planMails } from './outbox';
import { sendMails } from './send-mails';
import { smtpTransport, type MailSettings, type MailTransport } from './transport';

/** The part of a worker that sends mails. */
export interface Mailing {
  /** Lets the writer of cases mark what it tells. */
  marking(commit: CaseActivities['commitCase']): CaseActivities['commitCase'];
  stop(): Promise<void>;
}

export interface MailingOptions {
  /** Milliseconds between two looks at the outbox. */
  everyMs?: number;
  /** Longest pause between two attempts to reach a server that is away. */
  longestPauseMs?: number;
  transport?: MailTransport;
  now?: () => Date;
}

const EVERY_MS = 2_000;
const LONGEST_PAUSE_MS = 120_000;
/** A status that says nothing new is written so often. */
const STATUS_MS = 30_000;

/** Sends mails until stopped. Without settings nothing is marked and nothing sent. */
export function startMailing(
  settings: MailSettings | null,
  connection: Connection,
  warn: (message: string) => void,
  options: MailingOptions = {},
): Mailing {
  if (!settings) return { marking: (commit) => commit, stop: async () => undefined };
  const { everyMs = EVERY_MS, longestPauseMs = LONGEST_PAUSE_MS, now = () => new Date() } = options;
  const transport = options.transport ?? smtpTransport(settings);
  const status = new StatusNote(connection, transport.server);
  let stopped = false;
  let wake = (): void => undefined;
  const rest = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const look = async (): Promise<string | null> => {
    while ((await planMails(connection, now())) > 0 && !stopped);
    const { sent, outage } = await sendMails(connection, transport, settings.publicUrl, now);
    await status.note(now(), sent > 0, outage);
    return outage;
  };
  const loop = async (): Promise<void> => {
    let pause = everyMs;
    while (!stopped) {
      const trouble = await look().catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
      if (trouble !== null && pause === everyMs) warn(`mails wait: ${trouble}`);
      pause = trouble === null ? everyMs : Math.min(longestPauseMs, pause * 2);
      if (!stopped) await rest(pause);
    }
  };
  const running = loop();
  return {
    marking: markingForMail,
    async stop() {
      stopped = true;
      wake();
      await running;
      transport.close();
    },
  };
}

/** Tells administrators how it goes; seldom, unless something changed. */
class StatusNote {
  private last: { at: number; trouble: string | null } | null = null;

  constructor(
    private readonly connection: Connection,
    private readonly server: string,
  ) {}

  async note(now: Date, sent: boolean, trouble: string | null): Promise<void> {
    const fresh = this.last !== null && now.getTime() - this.last.at < STATUS_MS;
    if (fresh && !sent && this.last?.trouble === trouble) return;
    const rows = modelOf(this.connection, MAIL_STATUS, mailStatusSchema);
    const before = await rows.findById(MAIL_STATUS_ID).lean<MailStatusDocument>();
    await rows.updateOne(
      { _id: MAIL_STATUS_ID },
      {
        $set: {
          server: this.server,
          checkedAt: now,
          trouble: trouble === null ? null : { since: before?.trouble?.since ?? now, message: trouble },
          ...(sent ? { lastSentAt: now } : {}),
        },
      },
      { upsert: true },
    );
    this.last = { at: now.getTime(), trouble };
  }
}
