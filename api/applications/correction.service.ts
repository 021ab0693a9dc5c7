import { Injectable } from '@nestjs/common';
import type { Connection } from 'mongoose';
import { caseById, eventsOf } from '../../activities/store/case.reader';
import { TASK, taskSchema } from '../../activities/store/case.schema';
import { definitionByRef } from '../../activities/store/definition.reader';
import { findForm } from '../../activities/store/form.reader';
import type { RecordedEvent } from '../../workflows/engine/events';
import type { TaskRow } from '../../workflows/engine/rows';
import type { FormDefinition, ProcessDefinition, TaskStage } from '../../workflows/processes/definition';
import type { PointRow } from '../../workflows/processes/form-rows';
import { Names } from '../cases/names.service';
import { Store } from '../common/store';
import type { CorrectionDto } from './application.dto';

/** The fact by which a case learns of a new version of the application. */
export const VERSION_FACT = 'applicationVersion';

/** A correction that the enterprise is asked for: the open task and how a resubmission answers it. */
export interface AskedCorrection {
  task: TaskRow;
  stage: TaskStage;
  outcome: string;
  form: FormDefinition | null;
  process: string;
  points: PointRow[];
}

/** Finds what the enterprise is asked to correct. */
@Injectable()
export class Corrections {
  constructor(
    private readonly store: Store,
    private readonly names: Names,
  ) {}

  /** The correction asked for in a case; null when the enterprise has nothing to do. */
  async asked(caseId: string): Promise<AskedCorrection | null> {
    const { connection } = this.store;
    const row = await caseById(connection, caseId);
    if (row?.status !== 'running') return null;
    const definition = (await definitionByRef(connection, row.definitionRef))?.definition;
    const stages = definition ? resubmissionStages(definition) : [];
    const task = await this.store
      .model(TASK, taskSchema)
      .findOne({ caseId, scope: 'root', status: 'open', stage: { $in: stages.map(({ stage }) => stage.code) } })
      .lean<TaskRow>();
    const found = task && stages.find(({ stage }) => stage.code === task.stage);
    if (!task || !found) return null;
    const { stage, outcome } = found;
    const form = definition?.forms.find(({ key }) => key === stage.form) ?? null;
    return { task, stage, outcome, form, process: row.process, points: await pointsAsked(connection, task) };
  }

  async view(asked: AskedCorrection): Promise<CorrectionDto> {
    const orgName = await this.names.organisations();
    return {
      taskId: asked.task._id,
      stage: asked.stage.code,
      stageName: asked.stage.name,
      dueDay: asked.task.dueDay,
      points: asked.points.map(({ text, subject, basis, askedBy }, i) => ({
        number: i + 1,
        text,
        subject: subject ?? null,
        basis: basis ?? null,
        askedBy: askedBy === undefined ? null : orgName(askedBy),
      })),
    };
  }
}

/** Stages in which the applicant's answer brings a new version. */
function resubmissionStages({ machine }: ProcessDefinition): { stage: TaskStage; outcome: string }[] {
  return machine.stages.flatMap((stage) => {
    const outcome = stage.kind === 'task' && stage.outcomes.find(({ take }) => take?.includes(VERSION_FACT));
    return outcome ? [{ stage: stage, outcome: outcome.code }] : [];
  });
}

/** The points of the answer that opened the applicant's task: the one combined list. */
async function pointsAsked(connection: Connection, task: TaskRow): Promise<PointRow[]> {
  const opened = (await eventsOf(connection, task.caseId)).find((event) => opens(event, task._id));
  const formId = (opened?.data['form'] as { id?: unknown } | null | undefined)?.id;
  const form = typeof formId === 'string' ? await findForm(connection, formId) : null;
  const points: unknown = form?.data['points'];
  return Array.isArray(points) ? (points as PointRow[]) : [];
}

const opens = ({ changes }: RecordedEvent, taskId: string): boolean =>
  changes.some(({ on, id, was }) => on === 'task' && id === taskId && was === null);
