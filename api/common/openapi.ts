import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { sessionCookieName } from '../auth/cookies';
import type { ApiConfig } from './config';
import { Problem } from './problem.dto';

const REFUSALS: Record<number, string> = {
  400: 'The request cannot be understood',
  401: 'Nobody is signed in',
  403: 'Not allowed, or X-CSRF-Token missing',
  404: 'Nothing here, or not for the caller',
  409: 'In conflict with the current state',
  413: 'Body too large',
  415: 'A body or file of a type that is not taken',
  422: 'Content not valid; `errors` names every field and rule',
  429: 'Too many requests; see Retry-After',
  503: 'Temporal or MongoDB is away; see Retry-After',
};

/** The description of the whole API. */
export function createOpenApi(app: NestExpressApplication, config: ApiConfig): OpenAPIObject {
  const base = new DocumentBuilder()
    .setTitle('HazFlow')
    .setDescription(
      'Legal procedures around hazardous chemicals. Errors are problem details (RFC 9457) with a stable `code`.',
    )
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'Access token or personal token.' }, 'bearer')
    .addCookieAuth(sessionCookieName(config.secureCookies), { type: 'apiKey', in: 'cookie' }, 'cookie')
    .addApiKey(
      { type: 'apiKey', in: 'header', name: 'X-CSRF-Token', description: 'With the cookie, for every change.' },
      'csrf',
    )
    .build();
  const document = SwaggerModule.createDocument(app, base, { extraModels: [Problem] });
  for (const [, method, operation] of operationsOf(document)) {
    const isPublic = operation['x-public'] === true;
    if (!isPublic) {
      operation.security = [{ bearer: [] }, method === 'get' ? { cookie: [] } : { cookie: [], csrf: [] }];
    }
    for (const [status, description] of Object.entries(REFUSALS)) {
      // Whoever signs in may be refused with 401, too.
      const signsIn = method === 'post' && operation.tags?.includes('auth') === true;
      if (isPublic && (status === '403' || (status === '401' && !signsIn))) continue;
      if (method === 'get' && ['409', '413', '415'].includes(status)) continue;
      operation.responses[status] ??= {
        description,
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      };
    }
  }
  return document;
}

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']> & { 'x-public'?: boolean };

const METHODS = ['get', 'put', 'post', 'delete', 'patch', 'options', 'head'] as const;

/** Every operation of a description as path, method and operation. */
export function operationsOf(document: OpenAPIObject): [path: string, method: string, operation: Operation][] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method): [string, string, Operation][] => {
      const operation = item[method];
      return operation ? [[path, method, operation]] : [];
    }),
  );
}

/** Serves the description at /api/docs and, as JSON, at /api/docs-json. */
export function serveOpenApi(app: NestExpressApplication, config: ApiConfig): void {
  SwaggerModule.setup('api/docs', app, () => createOpenApi(app, config), {
    jsonDocumentUrl: 'api/docs-json',
    customSiteTitle: 'HazFlow API',
    swaggerOptions: { persistAuthorization: false, validatorUrl: null },
  });
}
