import { Catch, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { DomainError, formatError, type FieldProblem, type Language } from '../../workflows/domain/errors';
import { languageOf } from './language';
import { ApiLogger } from './logger';
import type { FieldFault, Problem } from './problem.dto';
import { currentRequest } from './request-context';
import { toDomainError } from './to-domain-error';

const TITLES: Record<number, { zh: string; en: string }> = {
  400: { zh: '请求格式有误', en: 'Malformed request' },
  401: { zh: '需要登录', en: 'Sign-in required' },
  403: { zh: '没有权限', en: 'Not allowed' },
  404: { zh: '没有找到', en: 'Not found' },
  409: { zh: '与当前状态冲突', en: 'Conflict with the current state' },
  413: { zh: '内容过大', en: 'Content too large' },
  415: { zh: '不支持的内容类型', en: 'Unsupported media type' },
  422: { zh: '内容不符合要求', en: 'Content not valid' },
  429: { zh: '操作过于频繁', en: 'Too many requests' },
  500: { zh: '系统内部错误', en: 'Internal error' },
  503: { zh: '服务暂时不可用', en: 'Service unavailable' },
};

/** Seconds after which to try again when a service is away. */
const RETRY_AWAY_SECONDS = 5;

/** Turns whatever was thrown into problem details; the unknown becomes `internal` and goes to the log, not to the caller. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(ApiLogger) private readonly logger: ApiLogger) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    this.answer(thrown, host.switchToHttp().getRequest<Request>(), host.switchToHttp().getResponse<Response>());
  }

  /** For errors that arise outside of Nest's routes as well. */
  answer(thrown: unknown, req: Request, res: Response): void {
    const error = toDomainError(thrown) ?? new DomainError('internal');
    const problem = describe(error, languageOf(req), pathOf(req));
    if (problem.status >= 500)
      this.logger.write('error', { err: thrown, code: error.code }, `${req.method} ${pathOf(req)}`);
    if (res.headersSent) {
      res.end();
      return;
    }
    const retryAfter = retryAfterOf(error);
    if (retryAfter !== undefined && !res.getHeader('Retry-After')) res.setHeader('Retry-After', String(retryAfter));
    if (problem.status === 401) res.setHeader('WWW-Authenticate', 'Bearer realm="hazflow"');
    res.setHeader('Cache-Control', 'no-store');
    res.setHeader('Content-Language', languageOf(req) === 'zh' ? 'zh-CN' : 'en');
    res.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  }
}

/** The problem that is sent for an error. */
export function describe(error: DomainError, lang: Language, instance: string): Problem {
  return {
    type: `urn:hazflow:problem:${error.code}`,
    title: (TITLES[error.status] ?? TITLES[500]!)[lang],
    status: error.status,
    code: error.code,
    detail: formatError(error.code, error.params, lang),
    instance,
    errors: faultsOf(error, lang),
    traceId: currentRequest()?.requestId ?? '',
  };
}

function faultsOf(error: DomainError, lang: Language): FieldFault[] {
  const problems: FieldProblem[] =
    error.problems.length > 0 || error.field === undefined
      ? error.problems
      : [{ field: error.field, code: error.code, params: error.params, rule: error.code }];
  return problems.map((p) => ({
    field: p.field,
    code: p.code,
    detail: formatError(p.code, p.params, lang),
    rule: p.rule,
  }));
}

function retryAfterOf(error: DomainError): number | undefined {
  if (error.status === 503) return RETRY_AWAY_SECONDS;
  if (error.status !== 429) return undefined;
  if (typeof error.params['seconds'] === 'number') return error.params['seconds'];
  if (typeof error.params['minutes'] === 'number') return error.params['minutes'] * 60;
  return 60;
}

/** The path without its query, which may hold what does not belong into logs. */
function pathOf(req: Request): string {
  return req.originalUrl.split('?')[0] ?? req.path;
}
