import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A real SMTP server of the test's own: keeps what it takes, refuses addresses, goes away and comes back. */
export class MailServer {
  /** Mails taken, in their order. */
  readonly mails: ParsedMail[] = [];
  /** What was sent, byte for byte. */
  readonly raw: string[] = [];
  /** Address → SMTP code with which it is refused. */
  readonly refused = new Map<string, number>();
  private server: SMTPServer | null = null;
  private port = 0;

  static async started(): Promise<MailServer> {
    const server = new MailServer();
    await server.start();
    return server;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  /** Listens; on the port of before, if there was one. */
  async start(): Promise<void> {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      logger: false,
      onRcptTo: ({ address }, _session, done) => {
        const code = this.refused.get(address);
        done(code === undefined ? null : Object.assign(new Error('no such mailbox'), { responseCode: code }));
      },
      onData: (stream, _session, done) => {
        const parts: Buffer[] = [];
        stream.on('data', (part: Buffer) => parts.push(part));
        stream.on('end', () => {
          const raw = Buffer.concat(parts);
          this.raw.push(raw.toString('latin1'));
          simpleParser(raw).then((mail) => {
            this.mails.push(mail);
            done();
          }, done);
        });
      },
    });
    server.on('error', () => undefined);
    const listening = server.listen(this.port, '127.0.0.1');
    await once(listening, 'listening');
    this.port = (listening.address() as AddressInfo).port;
    this.server = server;
  }

  async stop(): Promise<void> {
    const server = this.server;
    this.server = null;
    if (server) await new Promise<void>((resolve) => server.close(() => resolve()));
  }
}

/** What a mail says of itself. */
export const addressOf = (mail: ParsedMail): string =>
  [mail.to ?? []]
    .flat()
    .flatMap(({ value }) => value.map(({ address }) => address ?? ''))
    .join(',');
