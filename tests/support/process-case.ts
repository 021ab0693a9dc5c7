import { randomUUID } from 'node:crypto';
import type { WorkflowHandle } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { CalendarYear, LimitRule } from '../../workflows/domain/limit';
import type { CommandName, CommandReceipt, Commands } from '../../workflows/engine/commands';
import type { Directory } from '../../workflows/engine/draft';
import type { Actor } from '../../workflows/engine/events';
import type { Library } from '../../workflows/engine/evolve';
import { commandUpdate, startReceipt, workflowIdOf, type CaseInput, type Tuning } from '../../workflows/messages';
import type { Facts, ProcessDefinition } from '../../workflows/processes/definition';
import type { MemoryRecord } from './memory-record';

export type CommandWords<N extends CommandName> = Omit<Commands[N], 'key' | 'hash' | 'actor'>;

/** One case on a test server, spoken to as the API speaks. */
export class ProcessCase {
  constructor(
    readonly env: TestWorkflowEnvironment,
    readonly record: MemoryRecord,
    readonly handle: WorkflowHandle,
    readonly caseId: string,
  ) {}

  async say<N extends CommandName>(
    name: N,
    actor: Actor,
    words: CommandWords<N>,
    key: string = randomUUID(),
  ): Promise<CommandReceipt> {
    const body = { ...words, actor, key, hash: `${name}:${key}` } as unknown as Commands[N];
    return this.handle.executeUpdate(commandUpdate(name), { args: [body], updateId: key });
  }

  /** Answers the only open task of a stage (of a department). */
  async answer(
    actor: Actor,
    stage: string,
    outcome: string,
    more: Partial<CommandWords<'completeTask'>> & { of?: string; says?: string } = {},
  ): Promise<CommandReceipt> {
    const { of, says, ...words } = more;
    const task = this.record.open(this.caseId, stage).find((t) => of === undefined || t.branch === of);
    if (!task) {
      throw new Error(
        `no open task in ${stage}${of ? ` of ${of}` : ''}; open: ${this.record
          .open(this.caseId)
          .map((t) => t.stage)
          .join(', ')}`,
      );
    }
    const form =
      says === undefined
        ? null
        : { id: `f-${task._id}`, hash: '00', filled: ['opinion'], hasOpinion: true, conditions: 0 };
    return this.say('completeTask', actor, { taskId: task._id, outcome, facts: {}, form, attachments: [], ...words });
  }

  now(): Promise<number> {
    return this.env.currentTimeMs();
  }
}

export interface CaseSetting {
  definition: ProcessDefinition;
  calendars: CalendarYear[];
  limits: LimitRule[];
  directory: Directory;
  facts?: Facts;
  applicant?: Actor;
  leadOrg: string;
  party?: { org: string; name: string };
  tuning?: Tuning;
}

export const DEFINITION_REF = 'd1';
export const REFERENCE_REF = 'r1';

export function libraryOf(setting: Pick<CaseSetting, 'definition' | 'calendars' | 'limits'>): Library {
  return {
    definitions: { [DEFINITION_REF]: setting.definition },
    references: { [REFERENCE_REF]: { calendars: setting.calendars, limits: setting.limits } },
  };
}

let cases = 0;

export async function startProcessCase(
  env: TestWorkflowEnvironment,
  taskQueue: string,
  workflowType: string,
  record: MemoryRecord,
  setting: CaseSetting,
): Promise<ProcessCase> {
  cases += 1;
  const caseId = `T-2026-${String(cases).padStart(6, '0')}`;
  const applicant = setting.applicant ?? {
    kind: 'person',
    id: 'p-applicant',
    org: 'FIRM_A',
    memberships: [{ org: 'FIRM_A', role: 'applicant' }],
  };
  const input: CaseInput = {
    kind: 'start',
    start: {
      caseId,
      header: {
        caseNo: caseId,
        title: '示例项目',
        party: setting.party ?? { org: 'FIRM_A', name: '示例甲化工有限公司' },
        leadOrg: setting.leadOrg,
        applicant: applicant.id,
        keys: { applicationId: `app-${cases}` },
        parent: null,
      },
      facts: setting.facts ?? {},
      actor: applicant,
      key: `start-${caseId}`,
      hash: 'h-start',
      definitionRef: DEFINITION_REF,
      referenceRef: REFERENCE_REF,
    },
    definition: setting.definition,
    reference: { calendars: setting.calendars, limits: setting.limits },
    ...(setting.tuning ? { tuning: setting.tuning } : {}),
  };
  const handle = await env.client.workflow.start(workflowType, {
    taskQueue,
    workflowId: workflowIdOf(setting.definition.code, caseId),
    args: [input],
  });
  await handle.executeUpdate(startReceipt, { args: [] });
  return new ProcessCase(env, record, handle, caseId);
}
