import { Injectable, type LoggerService } from '@nestjs/common';
import pino, { type DestinationStream, type Logger } from 'pino';
import { currentRequest } from './request-context';

const SECRET = [
  'password',
  'newPassword',
  'currentPassword',
  'token',
  'accessToken',
  'refreshToken',
  'csrfToken',
  'authorization',
  'cookie',
];

/** What the framework tells of its own start, a line per route. */
const FRAMEWORK = ['NestFactory', 'InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestApplication'];

/** Writes JSON lines by pino; every line of a request carries its id; secrets are blotted out. */
@Injectable()
export class ApiLogger implements LoggerService {
  private readonly pino: Logger;

  constructor(level = 'info', destination?: DestinationStream) {
    const options = {
      level,
      base: { process: 'api', pid: process.pid },
      redact: {
        paths: SECRET.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]).concat([
          'headers["set-cookie"]',
          '*.headers["set-cookie"]',
        ]),
        censor: '[redacted]',
      },
      mixin: () => ({ ...currentRequest() }),
    };
    this.pino = destination ? pino(options, destination) : pino(options);
  }

  /** One line with fields, at any level. */
  write(level: 'debug' | 'info' | 'warn' | 'error', fields: Record<string, unknown>, message: string): void {
    this.pino[level](fields, message);
  }

  log(message: unknown, ...rest: unknown[]): void {
    this.emit('info', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.emit('error', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.emit('warn', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.emit('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.emit('debug', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.emit('error', message, rest);
  }

  /** Nest passes the context as the last string. */
  private emit(level: 'debug' | 'info' | 'warn' | 'error', message: unknown, rest: unknown[]): void {
    const context = rest.length > 0 ? rest[rest.length - 1] : undefined;
    const extra = rest.slice(0, -1);
    if (level === 'info' && typeof context === 'string' && FRAMEWORK.includes(context)) level = 'debug';
    const fields = { ...(context === undefined ? {} : { context }), ...(extra.length > 0 ? { extra } : {}) };
    if (message instanceof Error) this.pino[level]({ ...fields, err: message }, message.message);
    else if (typeof message === 'string') this.pino[level](fields, message);
    else this.pino[level]({ ...fields, data: message }, '');
  }
}
