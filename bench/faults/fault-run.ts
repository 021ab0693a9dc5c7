import { Client, Connection as Temporal } from '@temporalio/client';
import { caseHistory } from '../../activities/closing/case-history';
import { publishDefinition } from '../../activities/store/definition.writer';
import { openConnection } from '../../activities/store/open-connection';
import { dataConverterFrom } from '../../activities/temporal/data-converter';
import { loadReference } from '../../seeds/reference';
import { workflowIdOf } from '../../workflows/messages';
import { DECISION_PROCESS } from '../decision-process';
import { percentile, round } from '../figures';
import { FaultLoad, type LoadOptions } from './fault-load';
import { PatientCaller, type CallCounts } from './patient-caller';
import { checkRecords, type RecordFindings } from './record-check';

/** Histories looked into for plain text. */
const SAMPLE = 5;
/** Of what stands only in payloads; search attributes are never encrypted. */
const CONTENTS = /示例甲化工|departments|taskId/;

export interface FaultRunOptions extends Pick<LoadOptions, 'seed' | 'width' | 'goOn'> {
  mongoUri: string;
  temporalAddress: string;
  taskQueue: string;
  /** Payload keys, when payloads are encrypted. */
  keysFile?: string;
  /** Addresses of the APIs. */
  bases: string[];
  /** Runs beside the load, kills what it likes, and is awaited before the records are read. */
  beside: () => Promise<void>;
}

export interface FaultReport extends Omit<RecordFindings, 'events'> {
  cases: number;
  accepted: number;
  events: number;
  refused: string[];
  answeredDifferently: string[];
  broken: string[];
  /** Cases whose history can be read without the keys although payloads are encrypted. */
  readable: string[];
  calls: CallCounts;
  p50Ms: number;
  longestMs: number;
}

/** Puts a load on a running system while `beside` does its worst, then holds every answer against the records. */
export async function runFaults(options: FaultRunOptions): Promise<FaultReport> {
  const connection = await openConnection(options.mongoUri);
  const temporal = Temporal.lazy({
    address: options.temporalAddress,
    channelArgs: { 'grpc.initial_reconnect_backoff_ms': 200, 'grpc.max_reconnect_backoff_ms': 2000 },
  });
  try {
    await publishDefinition(connection, DECISION_PROCESS, 'faults', new Date());
    const caller = new PatientCaller(options.bases, loadReference().demoPassword);
    const dataConverter = dataConverterFrom(
      options.keysFile === undefined ? {} : { HAZFLOW_PAYLOAD_KEYS_FILE: options.keysFile },
    );
    const client = new Client({ connection: temporal, ...(dataConverter ? { dataConverter } : {}) });
    const load = new FaultLoad({ ...options, connection, client, caller });
    const [result] = await Promise.all([load.walkAll(), options.beside()]);
    const findings = await checkRecords(connection, result);
    return {
      cases: result.cases.size,
      accepted: result.accepted.length,
      ...findings,
      refused: result.refused,
      answeredDifferently: result.answeredDifferently,
      broken: result.broken,
      readable: dataConverter ? await readable(client, [...result.cases.values()].slice(0, SAMPLE)) : [],
      calls: caller.counts,
      p50Ms: round(percentile(result.latencies, 0.5)),
      longestMs: round(percentile(result.latencies, 1)),
    };
  } finally {
    await temporal.close();
    await connection.close();
  }
}

/** Cases of which the service holds contents that it can read. */
async function readable(client: Client, caseIds: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const caseId of caseIds) {
    const history = await caseHistory(client, workflowIdOf(DECISION_PROCESS.code, caseId));
    const contents = [...(history ?? '').matchAll(/"data":\s*"([^"]+)"/g)].map(([, data = '']) =>
      Buffer.from(data, 'base64').toString(),
    );
    if (contents.length === 0 || contents.some((text) => CONTENTS.test(text))) {
      found.push(caseId);
    }
  }
  return found;
}
