import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { TASK, taskSchema } from '../../activities/store/case.schema';
import { personById } from '../../activities/store/person.reader';
import { DomainError, formatError, invalidInput, type Language } from '../../workflows/domain/errors';
import type { TaskRow } from '../../workflows/engine/rows';
import type { Actor } from '../auth/actor';
import { CaseCommands } from '../cases/case-commands.service';
import { CaseFiles } from '../cases/case-file.service';
import { Store } from '../common/store';
import { toDomainError } from '../common/to-domain-error';
import { Settings } from '../reference/settings.service';
import type { BulkCompleteDto, BulkPreviewDto, BulkRowDto, HandOverPersonDto, HandOverReportDto } from './bulk.dto';
import { Previews } from './preview.service';

type Named = Pick<BulkRowDto, 'caseNo' | 'title'>;

/** Many tasks in one go. Each is a command of its own: one that is refused does not hold up the others. */
@Injectable()
export class Bulk {
  constructor(
    private readonly store: Store,
    private readonly commands: CaseCommands,
    private readonly files: CaseFiles,
    private readonly previews: Previews,
    private readonly settings: Settings,
  ) {}

  /** @throws DomainError `input.invalid` when there are more than the house allows in one go */
  private async requireFew(count: number, field: string): Promise<void> {
    const max = await this.settings.value('tasks.bulk');
    if (count > max) {
      throw invalidInput([{ field, code: 'field.tooMany', params: { field, max }, rule: 'tasks.bulk' }]);
    }
  }

  /** What would be accepted as it is written, and why the rest would not. */
  async preview(actor: Actor, { taskIds, outcome, form }: BulkPreviewDto, lang: Language): Promise<BulkRowDto[]> {
    await this.requireFew(taskIds.length, 'taskIds');
    return this.each(taskIds, lang, async (taskId, name) => {
      name(await this.commands.task(actor, taskId));
      await this.previews.asWritten(actor, taskId, { outcome, ...(form ? { form } : {}) });
    });
  }

  /** The same key again gets the same answers: each item's key is derived from it. */
  async complete(actor: Actor, key: string, { items }: BulkCompleteDto, lang: Language): Promise<BulkRowDto[]> {
    await this.requireFew(items.length, 'items');
    const byId = new Map(items.map((item) => [item.taskId, item]));
    return this.each([...byId.keys()], lang, async (taskId, name) => {
      name(await this.commands.task(actor, taskId));
      const { taskId: _taskId, ...answer } = byId.get(taskId) ?? { outcome: '' };
      await this.commands.complete(actor, taskId, derivedKey(key, taskId), answer);
    });
  }

  /**
   * 离职移交 over all cases that the supervisor may see.
   * @throws DomainError `resource.unknown`, also when the person works in no organisation that the actor supervises
   */
  async handOver(
    actor: Actor,
    from: string,
    key: string,
    { to, reason }: HandOverPersonDto,
    lang: Language,
  ): Promise<HandOverReportDto> {
    const person = await personById(this.store.connection, from);
    if (!person?.memberships.some((m) => actor.supervisorOf.includes(m.orgCode))) {
      throw new DomainError('resource.unknown');
    }
    const all = await this.casesWith(from);
    const permitted = await Promise.all(
      all.map((task) =>
        this.files.permit(actor, task.caseId).then(
          () => true,
          (error: unknown) => {
            if (toDomainError(error)?.code === 'case.unknown') {
              return false;
            }
            throw error;
          },
        ),
      ),
    );
    const mine = new Map(all.filter((_, i) => permitted[i]).map((task) => [task.caseId, task]));
    const cases = await this.each([...mine.keys()], lang, async (caseId, name) => {
      name(mine.get(caseId) ?? { caseNo: null, title: null });
      await this.commands.onCase('handOver', actor, caseId, derivedKey(key, caseId), {}, { from, to, reason });
    });
    return { cases, elsewhere: all.length - mine.size };
  }

  private async casesWith(person: string): Promise<Pick<TaskRow, 'caseId' | 'caseNo' | 'title'>[]> {
    const live = { closedAt: null, status: { $in: ['open', 'waiting', 'suspended'] } };
    const found = await Promise.all(
      [{ assignees: person }, { claimedBy: person }].map((who) =>
        this.store
          .model(TASK, taskSchema)
          .find({ ...who, ...live } as never, { caseId: 1, caseNo: 1, title: 1 })
          .lean<TaskRow[]>(),
      ),
    );
    return [...new Map(found.flat().map((t) => [t.caseId, t])).values()];
  }

  /** One after the other; when a service is away the rest is not tried. */
  private async each(
    ids: readonly string[],
    lang: Language,
    act: (id: string, name: (row: Named) => void) => Promise<void>,
  ): Promise<BulkRowDto[]> {
    const rows: BulkRowDto[] = [];
    let away: DomainError | undefined;
    for (const id of ids) {
      const named: Named = { caseNo: null, title: null };
      let refusal = away;
      if (!away) {
        try {
          await act(id, ({ caseNo, title }) => Object.assign(named, { caseNo, title }));
        } catch (error) {
          refusal = toDomainError(error);
          if (!refusal) {
            throw error;
          }
          away = refusal.status === 503 ? refusal : undefined;
        }
      }
      rows.push({ id, ...named, ok: refusal === undefined, problem: refusal ? problemOf(refusal, lang) : null });
    }
    return rows;
  }
}

/** Stable for the same key and target, and no longer than a key may be. */
function derivedKey(key: string, target: string): string {
  return createHash('sha256').update(`${key} ${target}`).digest('hex');
}

function problemOf(error: DomainError, lang: Language): NonNullable<BulkRowDto['problem']> {
  const [first] = error.problems;
  return first
    ? { code: first.code, detail: formatError(first.code, first.params, lang) }
    : { code: error.code, detail: formatError(error.code, error.params, lang) };
}
