import { types } from 'node:util';
import { HttpException } from '@nestjs/common';
import { isGrpcServiceError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import {
  DomainError,
  isErrorCode,
  type ErrorCode,
  type ErrorParams,
  type FieldProblem,
} from '../../workflows/domain/errors';
import { TABLE_LIMIT } from './table-limit';

const GRPC_CANCELLED = 1;
const GRPC_DEADLINE_EXCEEDED = 4;
const GRPC_RESOURCE_EXHAUSTED = 8;
const GRPC_UNAVAILABLE = 14;
const TEMPORAL_AWAY = [GRPC_CANCELLED, GRPC_DEADLINE_EXCEEDED, GRPC_RESOURCE_EXHAUSTED, GRPC_UNAVAILABLE];

/** Names of driver errors that mean: no server answered in time. */
const MONGO_AWAY = [
  'MongoServerSelectionError',
  'MongooseServerSelectionError',
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoNotConnectedError',
  'MongoTopologyClosedError',
  'MongoPoolClearedError',
  'PoolClearedOnNetworkError',
  'MongoWaitQueueTimeoutError',
  'MongoOperationTimeoutError',
  'MongoClientClosedError',
];

const BY_STATUS: Record<number, ErrorCode> = {
  400: 'input.malformed',
  401: 'auth.required',
  403: 'access.denied',
  404: 'resource.unknown',
  405: 'resource.unknown',
  413: 'body.tooLarge',
  415: 'body.mediaType',
  422: 'input.invalid',
  429: 'rate.limited',
};

/** The refusal that an error of any origin amounts to; undefined when it is a fault of ours. */
export function toDomainError(error: unknown): DomainError | undefined {
  for (let e = error, depth = 0; isError(e) && depth < 8; e = e.cause, depth++) {
    const found = one(e);
    if (found) return found;
  }
  return undefined;
}

/** Errors of the run time itself may come from another realm, where `instanceof` does not see them. */
function isError(value: unknown): value is Error {
  return value instanceof Error || types.isNativeError(value);
}

function one(error: Error): DomainError | undefined {
  if (error instanceof DomainError) return error;
  if (error instanceof ApplicationFailure) return fromWorkflow(error);
  if (isGrpcServiceError(error))
    return TEMPORAL_AWAY.includes(error.code) ? new DomainError('service.temporalAway') : undefined;
  if (MONGO_AWAY.includes(error.name) || isUnconnectedModel(error)) return new DomainError('service.mongoAway');
  const body = fromBodyParser(error) ?? fromMulter(error);
  if (body) return body;
  if (error instanceof HttpException) {
    // The framework wraps what a parser found; what lies beneath says more.
    const cause = toDomainError(error.cause);
    if (cause) return cause;
    const code = BY_STATUS[error.getStatus()];
    return code === undefined ? undefined : new DomainError(code, { limit: '1 MB' });
  }
  return undefined;
}

/** A workflow refuses by a failure whose `type` is the code and whose details are params, field and field problems. */
function fromWorkflow(failure: ApplicationFailure): DomainError | undefined {
  if (!isErrorCode(failure.type)) return undefined;
  const [params, field, problems] = failure.details ?? [];
  return new DomainError(
    failure.type,
    (params as ErrorParams | undefined) ?? {},
    typeof field === 'string' ? field : undefined,
    Array.isArray(problems) ? (problems as FieldProblem[]) : [],
  );
}

/** Mongoose without buffering refuses before the first connection stands; it has no error class of its own for that. */
function isUnconnectedModel(error: Error): boolean {
  return error.name === 'MongooseError' && error.message.includes('initial connection is complete');
}

function fromBodyParser(error: Error): DomainError | undefined {
  const { type, status } = error as { type?: unknown; status?: unknown };
  if (typeof type !== 'string' || typeof status !== 'number') return undefined;
  switch (type) {
    case 'entity.too.large':
    case 'parameters.too.many':
      return new DomainError('body.tooLarge', { limit: '1 MB' });
    case 'entity.parse.failed':
      return new DomainError('input.json');
    case 'encoding.unsupported':
    case 'charset.unsupported':
      return new DomainError('body.mediaType');
    default:
      return status < 500 ? new DomainError('input.malformed') : undefined;
  }
}

function fromMulter(error: Error): DomainError | undefined {
  if (error.name !== 'MulterError') return undefined;
  const { field, code } = error as { field?: string; code?: string };
  // Documents have a limit of their own, and measure themselves while they stream in.
  if (code === 'LIMIT_FILE_SIZE') return new DomainError('body.tooLarge', { limit: TABLE_LIMIT.words }, field);
  return new DomainError('input.malformed', {}, field);
}
