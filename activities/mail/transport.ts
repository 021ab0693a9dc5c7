import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createTransport, type Transporter } from 'nodemailer';
import type { Composed } from './compose';

/** What is needed to send: from the worker's configuration. */
export interface MailSettings {
  /** `smtp://user@host:587` or `smtps://user@host:465`; the password comes from the file. */
  smtpUrl: string;
  passwordFile: string | undefined;
  /** Sender, for instance `HazFlow <hazflow@example.org>`. */
  from: string;
  publicUrl: string;
}

/** `outage`: the server cannot be reached or does not let us in, nothing can be sent; `later`: not this mail now; `refused`: never. */
export type SendResult = { kind: 'sent'; answer: string } | { kind: 'outage' | 'later' | 'refused'; answer: string };

export interface MailTransport {
  server: string;
  send(id: string, mail: Exclude<Composed, { dropped: unknown }>): Promise<SendResult>;
  close(): void;
}

const LOOPBACK = ['127.0.0.1', 'localhost', '::1', '[::1]'];
const CONNECT_MS = 10_000;
const SILENCE_MS = 60_000;
/** Faults of one message; all others are the server's or the line's. */
const OF_THE_MESSAGE = ['EENVELOPE', 'EMESSAGE'];

/** Speaks SMTP; one connection is kept open between mails. A password goes over TLS only, except to this machine. */
export function smtpTransport({ smtpUrl, passwordFile, from }: MailSettings): MailTransport {
  const url = new URL(smtpUrl);
  const secure = url.protocol === 'smtps:';
  const port = url.port === '' ? (secure ? 465 : 587) : Number(url.port);
  const user = decodeURIComponent(url.username);
  // The file may be named although the server asks for no password.
  const fromFile = user !== '' && passwordFile !== undefined;
  const pass = fromFile ? readFileSync(passwordFile, 'utf8').trim() : decodeURIComponent(url.password);
  const transporter: Transporter = createTransport({
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port,
    secure,
    requireTLS: !secure && !LOOPBACK.includes(url.hostname),
    ...(user === '' ? {} : { auth: { user, pass } }),
    pool: true,
    maxConnections: 1,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = /@([^>\s]+)>?\s*$/.exec(from)?.[1] ?? 'localhost';
  return {
    server: `${url.hostname}:${port}`,
    close: () => transporter.close(),
    async send(id, { to, text }) {
      try {
        const { response } = (await transporter.sendMail({
          from,
          to,
          ...text,
          // The same for every attempt: who gets it twice can tell.
          messageId: `<${createHash('sha256').update(id).digest('hex').slice(0, 32)}@${domain}>`,
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        })) as { response: string };
        return { kind: 'sent', answer: response };
      } catch (error) {
        return failureOf(error);
      }
    },
  };
}

function failureOf(error: unknown): SendResult {
  const { code, responseCode, message } = error as { code?: string; responseCode?: number; message: string };
  const ofTheMessage = OF_THE_MESSAGE.includes(code ?? '');
  // RFC 5321 4.2.1: 5yz is final, 4yz may be tried again.
  if (ofTheMessage && (responseCode === undefined || responseCode >= 500)) return { kind: 'refused', answer: message };
  return { kind: ofTheMessage ? 'later' : 'outage', answer: message };
}
