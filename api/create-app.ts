import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import cookieParser from 'cookie-parser';
import type { ErrorRequestHandler, NextFunction, Request, Response } from 'express';
import type { DestinationStream } from 'pino';
import { DomainError } from '../workflows/domain/errors';
import { AppModule } from './app.module';
import type { ApiConfig } from './common/config';
import { ApiLogger } from './common/logger';
import { Metrics } from './common/metrics';
import { serveOpenApi } from './common/openapi';
import { ProblemFilter } from './common/problem.filter';
import { requestContext } from './common/request-context';
import { securityHeaders } from './common/security';
import { serveWeb } from './common/web';

const BODY_LIMIT = '1mb';

/** The API, ready to listen. Used by the process and by the tests alike. `logs` takes the log lines elsewhere. */
export async function createApp(config: ApiConfig, logs?: DestinationStream): Promise<NestExpressApplication> {
  const logger = new ApiLogger(config.LOG_LEVEL, logs);
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(config, logger), {
    bodyParser: false,
    logger,
    abortOnError: false,
  });
  app.set('trust proxy', config.TRUST_PROXY);
  app.set('etag', false);
  app.disable('x-powered-by');
  app.use(endWithServer(app));
  app.use(requestContext);
  app.use(app.get(Metrics).observe);
  app.use(securityHeaders(config.secureCookies));
  app.use(cookieParser());
  app.use(requireJson);
  app.useBodyParser('json', { limit: BODY_LIMIT });
  const problems = new ProblemFilter(logger);
  // Here and not at the end: the framework's own error handler would forget what the parser found.
  app.use(asProblem(problems));
  app.setGlobalPrefix('api/v1', { exclude: ['metrics'] });
  serveOpenApi(app, config);
  serveWeb(app, config);
  await app.init();
  // Longer than what proxies and clients keep idle connections for: who closes first must not be the server.
  app.getHttpServer().keepAliveTimeout = KEEP_ALIVE_MS;
  app.use((req: Request, res: Response) => problems.answer(new DomainError('resource.unknown'), req, res));
  app.use(asProblem(problems));
  return app;
}

const KEEP_ALIVE_MS = 65_000;

/** An answer that ends after the server was told to stop leaves no idle connection behind that would hold it up. */
function endWithServer(app: NestExpressApplication) {
  return (req: Request, res: Response, next: NextFunction): void => {
    res.once('finish', () => {
      if (!app.getHttpServer().listening) req.socket.end();
    });
    next();
  };
}

/** Only JSON and uploads: forms of other pages cannot send them, and nothing is parsed by guess. */
function requireJson(req: Request, _res: Response, next: NextFunction): void {
  const isEmpty = req.get('content-length') === '0';
  const isOther = req.is(['json', '+json', 'multipart/form-data']) === false;
  next(isOther && !isEmpty ? new DomainError('body.mediaType') : undefined);
}

/** Errors that arise outside of Nest's routes get problem details too. */
function asProblem(problems: ProblemFilter): ErrorRequestHandler {
  return (error: unknown, req, res, _next) => problems.answer(error, req, res);
}
