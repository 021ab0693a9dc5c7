import http2 from 'node:http2';
import { bytes, fields, number } from './proto.mjs';
import { Failure } from './failure.mjs';

const WORKFLOW = '/temporal.api.workflowservice.v1.WorkflowService';
const OPERATOR = '/temporal.api.operatorservice.v1.OperatorService';
const OK = 0;
const NOT_FOUND = 5;
const ALREADY_EXISTS = 6;
const VALUE_TYPE = { Text: 1, Keyword: 2, Int: 3, Double: 4, Bool: 5, Datetime: 6, KeywordList: 7 };

/**
 * One unary gRPC call without TLS.
 * @param {string} address `host:port`
 * @returns {Promise<{ status: number, text: string, message: Buffer }>} rejects when nobody answers in time
 */
export function call(address, method, message, timeoutMs = 3000) {
  return new Promise((resolve, reject) => {
    const session = http2.connect(`http://${address}`);
    const timer = setTimeout(() => finish(() => reject(new Error('no answer'))), timeoutMs);
    const finish = (settle) => {
      clearTimeout(timer);
      session.destroy();
      settle();
    };
    session.on('error', (error) => finish(() => reject(error)));
    const stream = session.request({
      ':method': 'POST',
      ':path': method,
      'content-type': 'application/grpc',
      te: 'trailers',
    });
    const frame = Buffer.alloc(5);
    frame.writeUInt32BE(message.length, 1);
    const chunks = [];
    let status;
    let text = '';
    const readStatus = (headers) => {
      if (headers['grpc-status'] !== undefined) status = Number(headers['grpc-status']);
      if (headers['grpc-message']) text = decodeURIComponent(String(headers['grpc-message']));
    };
    stream.on('response', readStatus);
    stream.on('trailers', readStatus);
    stream.on('data', (chunk) => chunks.push(chunk));
    stream.on('error', (error) => finish(() => reject(error)));
    stream.on('close', () =>
      finish(() =>
        status === undefined
          ? reject(new Error('not a gRPC service'))
          : resolve({ status, text, message: Buffer.concat(chunks).subarray(5) }),
      ),
    );
    stream.end(Buffer.concat([frame, message]));
  });
}

/** Whether the service serves the namespace: `yes`, `no namespace`, or why it does not answer. */
export async function serves(address, namespace) {
  try {
    const { status, text } = await call(address, `${WORKFLOW}/DescribeNamespace`, bytes(1, namespace));
    if (status === OK) return 'yes';
    return status === NOT_FOUND ? 'no namespace' : text || `gRPC status ${status}`;
  } catch (error) {
    return error.code ?? error.message;
  }
}

/** Registers search attributes; those that exist already stay. @param {Record<string, keyof typeof VALUE_TYPE>} attributes */
export async function addSearchAttributes(address, namespace, attributes) {
  for (const [name, type] of Object.entries(attributes)) {
    const entry = Buffer.concat([bytes(1, name), number(2, VALUE_TYPE[type])]);
    const request = Buffer.concat([bytes(1, entry), bytes(2, namespace)]);
    const { status, text } = await call(address, `${OPERATOR}/AddSearchAttributes`, request, 10_000);
    if (status !== OK && status !== ALREADY_EXISTS)
      throw new Failure(
        `Temporal at ${address} refused the search attribute ${name}: ${text || `gRPC status ${status}`}.`,
      );
  }
}

/** Whether a worker has asked for workflow tasks of the queue since a moment (epoch milliseconds). */
export async function hasWorker(address, namespace, taskQueue, since) {
  const request = Buffer.concat([bytes(1, namespace), bytes(2, bytes(1, taskQueue)), number(3, 1)]);
  const { status, message } = await call(address, `${WORKFLOW}/DescribeTaskQueue`, request).catch(() => ({
    status: -1,
    message: Buffer.alloc(0),
  }));
  if (status !== OK) return false;
  const pollers = fields(message).filter(({ field }) => field === 1);
  return pollers.some(({ value }) => {
    const lastAccess = fields(value).find(({ field }) => field === 1);
    const at = lastAccess && fields(lastAccess.value).find(({ field }) => field === 1);
    return at !== undefined && at.value * 1000 >= since - 1000;
  });
}
