import { Injectable } from '@nestjs/common';
import { TASK, taskSchema } from '../../activities/store/case.schema';
import { FOLLOW_UP, followUpSchema, type FollowUpDocument } from '../../activities/store/follow-up.schema';
import { addDays, endOfDay, localDay } from '../../workflows/domain/calendar';
import { DomainError } from '../../workflows/domain/errors';
import type { TaskRow } from '../../workflows/engine/rows';
import type { Actor } from '../auth/actor';
import { CaseCommands } from '../cases/case-commands.service';
import { CaseFiles } from '../cases/case-file.service';
import { Store } from '../common/store';

/** Nobody plans further ahead with a task; a later day is a slip of the pen [design]. */
const FURTHEST_DAYS = 730;
/** So many a person may keep: their list is sorted as a whole [design]. */
export const FOLLOW_UPS_MOST = 500;
/** A day that has long passed, of a task that nobody looked at any more [design]. */
const KEPT_DAYS = 400;

/** Of the follow-ups of a person: those whose day has come, those of the next seven days, all. */
export const FOLLOW = ['due', 'week', 'any'] as const;
export type Follow = (typeof FOLLOW)[number];

/** The days on which people want to come back to their tasks. Each sees only their own. */
@Injectable()
export class FollowUps {
  constructor(
    private readonly store: Store,
    private readonly commands: CaseCommands,
    private readonly files: CaseFiles,
  ) {}

  /**
   * Sets or changes the day.
   * @throws DomainError `task.unknown`, `task.closed`, `followUp.past`, `followUp.tooFar`, `followUp.tooMany`
   */
  async set(actor: Actor, taskId: string, day: string): Promise<void> {
    const task = await this.permit(actor, taskId);
    if (task.closedAt !== null) throw new DomainError('task.closed');
    const today = localDay(Date.now());
    if (day < today) throw new DomainError('followUp.past', { today }, 'day');
    const last = addDays(today, FURTHEST_DAYS);
    if (day > last) throw new DomainError('followUp.tooFar', { last }, 'day');
    const _id = idOf(actor.personId, taskId);
    const known = (await this.rows.exists({ _id })) !== null;
    if (!known && (await this.kept(actor.personId)) >= FOLLOW_UPS_MOST) {
      throw new DomainError('followUp.tooMany', { most: FOLLOW_UPS_MOST });
    }
    const set = { day, at: new Date(), expireAt: new Date(endOfDay(addDays(day, KEPT_DAYS))) };
    await this.rows.updateOne(
      { _id },
      { $set: set, $setOnInsert: { person: actor.personId, task: taskId } },
      { upsert: true },
    );
  }

  /** No matter whether the task is still to be seen: the note is the person's own. */
  async clear(actor: Actor, taskId: string): Promise<void> {
    await this.rows.deleteOne({ _id: idOf(actor.personId, taskId) });
  }

  /** Days by task, of all that a person keeps or of those that fit. */
  async daysOf(person: string, follow: Follow = 'any'): Promise<Map<string, string>> {
    const today = localDay(Date.now());
    const day = { due: { $lte: today }, week: { $lte: addDays(today, 7) }, any: { $gt: '' } }[follow];
    const found = await this.rows
      .find({ person, day }, { task: 1, day: 1 })
      .sort({ day: 1 })
      .limit(FOLLOW_UPS_MOST)
      .lean<FollowUpDocument[]>();
    return new Map(found.map((one) => [one.task, one.day]));
  }

  /** Days of these tasks, for rows of any list. */
  async of(person: string, tasks: readonly string[]): Promise<Map<string, string>> {
    const found = await this.rows
      .find({ _id: { $in: tasks.map((task) => idOf(person, task)) } }, { task: 1, day: 1 })
      .lean<FollowUpDocument[]>();
    return new Map(found.map((one) => [one.task, one.day]));
  }

  /** How many a person has; those of closed tasks make room first. */
  private async kept(person: string): Promise<number> {
    const rows = await this.rows.find({ person }, { task: 1 }).lean<FollowUpDocument[]>();
    if (rows.length < FOLLOW_UPS_MOST) return rows.length;
    const live = await this.store
      .model(TASK, taskSchema)
      .find({ _id: { $in: rows.map(({ task }) => task) }, closedAt: null } as never, { _id: 1 })
      .lean<{ _id: string }[]>();
    const ids = new Set(live.map(({ _id }) => _id));
    const over = rows.filter(({ task }) => !ids.has(task)).map(({ _id }) => _id);
    if (over.length > 0) await this.rows.deleteMany({ _id: { $in: over } });
    return rows.length - over.length;
  }

  /** The enterprise does not learn of the offices' tasks. */
  private async permit(actor: Actor, taskId: string): Promise<TaskRow> {
    const task = await this.commands.task(actor, taskId);
    const party = actor.memberships.some(({ orgCode }) => orgCode === task.partyOrg);
    if (party && !task.orgs.includes('party')) throw new DomainError('task.unknown');
    // An inbox key opens the task alone; whoever may not open its case keeps no note on it.
    await this.files.permit(actor, task.caseId);
    return task;
  }

  private get rows() {
    return this.store.model(FOLLOW_UP, followUpSchema);
  }
}

const idOf = (person: string, task: string): string => `${person}:${task}`;
