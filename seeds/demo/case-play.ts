import { randomUUID } from 'node:crypto';
import type { CaseDetailDto, ClockDto } from '../../api/cases/case.dto';
import type { ReceiptDto } from '../../api/cases/command.dto';
import type { TaskPage, TaskRowDto } from '../../api/tasks/task.dto';
import type { StagePlay } from './stage-play';

export interface Move {
  login: string;
  stage: string;
  outcome: string;
  /** Department of a parallel review. */
  of?: string;
  form?: Record<string, unknown>;
}

/** One case that a story plays: finds the tasks of its people and answers them. */
export class CasePlay {
  constructor(
    private readonly play: StagePlay,
    readonly caseId: string,
    /** Somebody of the leading organisation, who sees everything. */
    private readonly lead: string,
  ) {}

  detail(login = this.lead): Promise<CaseDetailDto> {
    return this.play.as(login).get<CaseDetailDto>(`/cases/${this.caseId}`);
  }

  /** Waits until the case stands in a stage. */
  standsIn(stage: string): Promise<CaseDetailDto> {
    return this.play.until(
      `案件应到达环节 ${stage}`,
      () => this.detail(),
      ({ visits }) => visits.some((visit) => visit.stage === stage && visit.how === 'active'),
    );
  }

  /** The case follows a version of the procedure that makes the decision public before it is taken. */
  async hasPublicity(): Promise<boolean> {
    return (await this.detail()).version >= 2;
  }

  /** Waits until the case has ended, with the result that it should have. */
  async ends(result: string): Promise<CaseDetailDto> {
    const ended = await this.play.until(
      '案件应办结',
      () => this.detail(),
      ({ status }) => status === 'ended',
    );
    this.play.expect('办理结果', ended.result, result);
    return ended;
  }

  async clock(limit: string): Promise<ClockDto> {
    const { clocks } = await this.detail();
    const found = clocks.find((clock) => clock.limit === limit);
    this.play.expectTrue(`案件应有时限 ${limit}`, found !== undefined, clocks);
    return found!;
  }

  /** The task in somebody's 待办. */
  async task({ login, stage, of }: Pick<Move, 'login' | 'stage' | 'of'>): Promise<TaskRowDto> {
    const fits = (row: TaskRowDto): boolean => row.stage === stage && row.branch === (of ?? null);
    const rows = await this.play.until(
      `${login} 的待办中应有 ${of ? `${of} ` : ''}${stage}`,
      async () => (await this.play.as(login).get<TaskPage>(`/tasks?limit=100&q=${this.caseId}`)).items,
      (items) => items.some(fits),
    );
    return rows.find(fits)!;
  }

  /** Answers a task and tells so, with its due day. */
  async move(move: Move): Promise<TaskRowDto> {
    const task = await this.task(move);
    const key = randomUUID();
    const { body, retries } = await this.play.as(move.login).command<ReceiptDto>(
      `/tasks/${encodeURIComponent(task.taskId)}/complete`,
      {
        outcome: move.outcome,
        ...(move.form ? { form: move.form } : {}),
      },
      key,
    );
    this.play.expect('回执应属于本案', body.caseId, this.caseId);
    this.note(key, body.seq, retries);
    return task;
  }

  note(key: string, seq: number, retries: number): void {
    this.play.accepted.push({ key, caseId: this.caseId, seq });
    this.play.retries += retries;
  }
}

/** `办理期限2026-12-02`, marked when the calendar of that year is not published yet. */
export function dueWords({ dueDay, provisional }: Pick<TaskRowDto, 'dueDay' | 'provisional'>): string {
  if (dueDay === null) return '无办理期限';
  return `办理期限${dueDay}${provisional ? '（暂定，该年度放假安排尚未公布）' : ''}`;
}
