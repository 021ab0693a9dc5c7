import { randomUUID } from 'node:crypto';
import { Client, Connection as Temporal } from '@temporalio/client';
import type { Connection } from 'mongoose';
import { startCase } from '../../activities/cases/start-case';
import { compareCase } from '../../activities/records/compare-case';
import { fileSealer } from '../../activities/records/sealer';
import { reconcile, type ReconcileReport } from '../../activities/recovery/reconcile';
import { checkAnchors } from '../../activities/schedules/check-integrity';
import { chainHeadsSince } from '../../activities/store/anchor.reader';
import { writeAnchor } from '../../activities/store/anchor.writer';
import { EVENT, eventSchema, type EventDocument } from '../../activities/store/case.schema';
import { publishDefinition } from '../../activities/store/definition.writer';
import { FORM_MODEL, formSchema } from '../../activities/store/form.schema';
import { modelOf } from '../../activities/store/model-of';
import { openConnection } from '../../activities/store/open-connection';
import { loadReference } from '../../seeds/reference';
import { localDay } from '../../workflows/domain/calendar';
import type { CommandReceipt } from '../../workflows/engine/commands';
import type { Actor } from '../../workflows/engine/events';
import { commandUpdate, workflowIdOf } from '../../workflows/messages';
import { DECISION_PROCESS, DEPARTMENTS } from '../decision-process';
import { inParallel } from '../figures';

export interface DrillOptions {
  mongoUri: string;
  temporalAddress: string;
  taskQueue: string;
  secretsDir: string;
}

/** What the records say after a restore; all but the first three must be empty. */
export interface DrillFindings {
  cases: number;
  accepted: number;
  events: number;
  /** Accepted and not in the record at the place that the answer named. */
  lost: string[];
  /** The same command recorded more than once, or two cases under one number. */
  doubled: string[];
  /** Chains that do not verify and rows that are not what the record says. */
  broken: string[];
  /** Anchors that do not hold. */
  anchors: string[];
  /** Cases that did not reach their end. */
  stuck: string[];
}

interface WalkedCase {
  caseId: string;
  /** Tasks still to be answered. */
  open: string[];
}

const PATIENCE_MS = 60_000;
const AT_ONCE = 5;
const APPLICANT: Actor = {
  kind: 'person',
  id: 'p-firma-applicant1',
  org: 'FIRM_A',
  memberships: [{ org: 'FIRM_A', role: 'applicant' }],
};

/** Work on a system between whose steps somebody loses a server and restores it. Connections are opened anew for every step. */
export class RestoreDrill {
  private readonly cases: WalkedCase[] = [];
  private readonly accepted: { caseId: string; seq: number; key: string }[] = [];

  constructor(private readonly options: DrillOptions) {}

  /** Begins cases and takes each as many decisions on its way: five departments, then the director. */
  async begin(count: number, decisions: number): Promise<void> {
    await this.connected(async ({ connection, client }) => {
      await publishDefinition(connection, DECISION_PROCESS, 'drill', new Date());
      await inParallel([...Array(count).keys()], AT_ONCE, async () => {
        const key = randomUUID();
        const receipt = await patiently(() =>
          startCase(connection, client, this.options.taskQueue, {
            process: DECISION_PROCESS.code,
            purpose: key,
            header: {
              title: '恢复演练',
              party: { org: 'FIRM_A', name: '示例甲化工有限公司' },
              leadOrg: 'HWEDZ',
              applicant: APPLICANT.id,
              keys: {},
              parent: null,
            },
            facts: { departments: DEPARTMENTS },
            actor: APPLICANT,
            key,
            hash: key,
            now: Date.now(),
          }),
        );
        this.note(receipt, key);
        this.cases.push({ caseId: receipt.caseId, open: receipt.opened });
      });
    });
    await this.goOn(decisions, this.cases.slice(-count));
  }

  /** Takes running cases some decisions further; all of them to their end when no number is given. */
  async goOn(decisions = Number.POSITIVE_INFINITY, cases: readonly WalkedCase[] = this.cases): Promise<void> {
    await this.connected(async ({ connection, client }) => {
      await inParallel([...cases], AT_ONCE, async (one) => {
        for (let n = 0; n < decisions && one.open.length > 0; n += 1) {
          const [task = '', ...others] = one.open;
          const receipt = await this.decide(connection, client, one.caseId, task);
          one.open = [...others, ...receipt.opened];
        }
      });
    });
  }

  private async decide(
    connection: Connection,
    client: Client,
    caseId: string,
    taskId: string,
  ): Promise<CommandReceipt> {
    const key = randomUUID();
    const department = DEPARTMENTS.find((d) => taskId.includes(`.${d}@`));
    const form = { id: `f-${key}`, hash: key, filled: ['opinion'], hasOpinion: true, conditions: 0 };
    const actor = official(department === undefined ? 'hwedz.director' : `${department.toLowerCase()}.officer1`);
    await modelOf(connection, FORM_MODEL, formSchema).create({
      _id: form.id,
      caseId,
      taskId,
      form: 'opinion',
      data: { opinion: '同意' },
      hash: form.hash,
      by: actor.id,
      at: new Date(),
    });
    const receipt = await patiently(() =>
      client.workflow
        .getHandle(workflowIdOf(DECISION_PROCESS.code, caseId))
        .executeUpdate(commandUpdate('completeTask'), {
          updateId: key,
          args: [
            {
              taskId,
              outcome: department === undefined ? 'approve' : 'agree',
              facts: {},
              form,
              attachments: [],
              actor,
              key,
              hash: key,
            },
          ],
        }),
    );
    this.note(receipt, key);
    return receipt;
  }

  private note({ caseId, seq }: CommandReceipt, key: string): void {
    this.accepted.push({ caseId, seq, key });
  }

  /** Signs the heads of all chains, as every night. */
  async anchor(): Promise<void> {
    await this.connected(async ({ connection }) => {
      const now = new Date();
      await writeAnchor(connection, {
        day: localDay(now.getTime()),
        at: now,
        sealer: await fileSealer(this.options.secretsDir),
        heads: (since) => chainHeadsSince(connection, since),
      });
    });
  }

  /** Events in the store, to show what a restore takes away. */
  async countEvents(): Promise<number> {
    return this.connected(({ connection }) => modelOf(connection, EVENT, eventSchema).countDocuments());
  }

  async reconcile(): Promise<ReconcileReport> {
    return this.connected(({ connection, client }) => reconcile(connection, client, this.options.taskQueue));
  }

  /** Holds every answer against the records. */
  async check(): Promise<DrillFindings> {
    return this.connected(async ({ connection }) => {
      const events = await modelOf(connection, EVENT, eventSchema).find({}).lean<EventDocument[]>();
      const at = new Map(events.map((e) => [e._id, e.command?.key]));
      const keys = events.flatMap((e) => e.command?.key ?? []);
      const numbers = this.cases.map(({ caseId }) => caseId);
      const twice = (all: string[]): string[] => all.filter((one, i) => all.indexOf(one) !== i);
      const broken: string[] = [];
      for (const caseId of new Set(numbers)) {
        broken.push(...(await compareCase(connection, caseId)).mismatches.map((m) => `${caseId}: ${m.where} ${m.id}`));
      }
      return {
        cases: numbers.length,
        accepted: this.accepted.length,
        events: events.length,
        lost: this.accepted.filter((a) => at.get(`${a.caseId}:${a.seq}`) !== a.key).map((a) => `${a.caseId}:${a.seq}`),
        doubled: [...twice(keys), ...twice(numbers)],
        broken,
        anchors: (await checkAnchors(connection, () => undefined)).mismatches.map((m) => `${m.caseId} ${m.id}`),
        stuck: this.cases.filter(({ open }) => open.length > 0).map(({ caseId }) => caseId),
      };
    });
  }

  private async connected<T>(work: (to: { connection: Connection; client: Client }) => Promise<T>): Promise<T> {
    const connection = await openConnection(this.options.mongoUri);
    const temporal = await Temporal.connect({ address: this.options.temporalAddress });
    try {
      return await work({ connection, client: new Client({ connection: temporal }) });
    } finally {
      await Promise.allSettled([connection.close(), temporal.close()]);
    }
  }
}

function official(login: string): Actor {
  const person = loadReference().people.find((p) => p.login === login);
  const memberships = person?.memberships.map((m) => ({ org: m.orgCode, role: m.role })) ?? [];
  return { kind: 'person', id: person?.id ?? '', org: memberships[0]?.org ?? null, memberships };
}

/** Asks again with the same key while a server comes back. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (const until = Date.now() + PATIENCE_MS; ;) {
    try {
      return await ask();
    } catch (error) {
      if (Date.now() > until || !/UNAVAILABLE|DEADLINE|ECONN|timed out/i.test(String(error))) {
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }
}
