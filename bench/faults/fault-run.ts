import { Client, Connection as Temporal } from '@temporalio/client';
import { publishDefinition } from '../../activities/store/definition.writer';
import { openConnection } from '../../activities/store/open-connection';
import { loadReference } from '../../seeds/reference';
import { DECISION_PROCESS } from '../decision-process';
import { percentile, round } from '../figures';
import { FaultLoad, type LoadOptions } from './fault-load';
import { PatientCaller, type CallCounts } from './patient-caller';
import { checkRecords, type RecordFindings } from './record-check';

export interface FaultRunOptions extends Pick<LoadOptions, 'seed' | 'width' | 'goOn'> {
  mongoUri: string;
  temporalAddress: string;
  taskQueue: string;
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
    const load = new FaultLoad({ ...options, connection, client: new Client({ connection: temporal }), caller });
    const [result] = await Promise.all([load.walkAll(), options.beside()]);
    const findings = await checkRecords(connection, result);
    return {
      cases: result.cases.size,
      accepted: result.accepted.length,
      ...findings,
      refused: result.refused,
      answeredDifferently: result.answeredDifferently,
      broken: result.broken,
      calls: caller.counts,
      p50Ms: round(percentile(result.latencies, 0.5)),
      longestMs: round(percentile(result.latencies, 1)),
    };
  } finally {
    await temporal.close();
    await connection.close();
  }
}
