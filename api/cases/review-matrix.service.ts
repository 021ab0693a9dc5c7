import { Injectable } from '@nestjs/common';
import { findForms } from '../../activities/store/form.reader';
import { DomainError } from '../../workflows/domain/errors';
import type { RecordedEvent } from '../../workflows/engine/events';
import { machineAt, stageIn } from '../../workflows/engine/locate';
import type { FormQuestion, Machine } from '../../workflows/processes/definition';
import type { FindingRow } from '../../workflows/processes/form-rows';
import { FORMS } from '../../workflows/processes/joint-review/forms';
import type { Actor } from '../auth/actor';
import { Store } from '../common/store';
import type { BranchStateDto } from './case.dto';
import { CaseFiles, type OpenedCase } from './case-file.service';
import { CaseViews } from './case-view.service';
import { opinionEvent, readsOpinion, seesResult } from './disclosure';
import { Names } from './names.service';
import type { MatrixCellDto, MatrixDepartmentDto, MatrixQuestionDto, ReviewMatrixDto } from './review-matrix.dto';

/** What is missing most comes first. */
const ORDER = ['notStarted', 'draft', 'inReview', 'resting', 'ready'];

/** Asked of everybody where the procedure has no questions: the opinion itself. */
const OVERALL: FormQuestion = {
  code: 'overall',
  name: { zh: '总体意见', en: 'Opinion as a whole' },
  departments: [],
  basis: '',
};

interface Reviewer {
  /** Whose questions it answers. */
  org: string;
  branch: BranchStateDto;
}

/** 联合审查一览: departments × questions (issue: review matrix). */
@Injectable()
export class ReviewMatrices {
  constructor(
    private readonly store: Store,
    private readonly files: CaseFiles,
    private readonly views: CaseViews,
    private readonly names: Names,
  ) {}

  /**
   * @throws DomainError `case.unknown`; `access.denied` for the applicant before the decision, who sees no internal opinion
   */
  async of(actor: Actor, caseId: string): Promise<ReviewMatrixDto> {
    const file = await this.files.open(actor, caseId);
    if (file.relation === 'party' && file.state.status !== 'ended') throw new DomainError('access.denied');
    const { branches } = await this.views.detailOf(actor, file);
    const nameOf = await this.names.organisations();
    const reviewers = branches
      .filter(({ block }) => opines(file, block))
      .map((branch): Reviewer => ({ branch, org: orgOf(file, branch) }));
    const asked = questionsOf(file);
    const answers = await this.answers(file, reviewers);
    const cells = reviewers.flatMap((reviewer) =>
      (asked ?? [OVERALL])
        .filter((question) => asked === null || question.departments.includes(reviewer.org))
        .map((question) => cellOf(reviewer, question, answers.get(reviewer.branch.branch))),
    );
    const departments = reviewers
      .map(({ org, branch }): MatrixDepartmentDto => ({
        org,
        name: nameOf(org),
        state: branch.state,
        opinion: branch.opinion,
        dueDay: branch.dueDay,
        overdue: branch.overdue,
      }))
      .sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
    const questions = (asked ?? [OVERALL])
      .filter(({ code }) => cells.some((cell) => cell.question === code))
      .map(({ code, name, basis }): MatrixQuestionDto => ({
        code,
        name,
        basis: basis === '' ? null : basis,
        missing: cells.filter((cell) => cell.question === code && cell.missing).length,
      }))
      .sort((a, b) => b.missing - a.missing);
    return { questions, departments, cells };
  }

  /** Answers by branch, as far as the viewer may read them: of others only what was signed, for the applicant no notes. */
  private async answers(file: OpenedCase, reviewers: readonly Reviewer[]): Promise<Map<string, FindingRow[]>> {
    const events = reviewers.flatMap(({ branch }) => {
      const event = answerOf(file, branch);
      const formId = (event?.data['form'] as { id: string } | null | undefined)?.id;
      return formId === undefined ? [] : [{ branch: branch.branch, formId }];
    });
    const forms = new Map(
      (
        await findForms(
          this.store.connection,
          events.map(({ formId }) => formId),
        )
      ).map((form) => [form._id, form.data['findings']]),
    );
    return new Map(
      events.map(({ branch, formId }) => {
        const rows = forms.get(formId);
        const findings = Array.isArray(rows) ? (rows as FindingRow[]) : [];
        return [
          branch,
          file.relation === 'party' ? findings.map(({ question, finding }) => ({ question, finding })) : findings,
        ];
      }),
    );
  }
}

/** The newest answer that counts: what was signed, or the draft that is on its way to the signature. */
function answerOf(file: OpenedCase, branch: BranchStateDto): RecordedEvent | undefined {
  const signed = branch.state === 'ready';
  if (!seesResult(file, branch.branch, signed)) return undefined;
  const event = opinionEvent(file, branch.branch);
  if (!event) return undefined;
  if (signed) return event;
  const running = Object.values(file.state.scopes).find(
    (scope) =>
      scope.block === branch.block &&
      scope.branch === branch.branch &&
      (scope.status === 'active' || scope.status === 'suspended'),
  );
  // What a department wrote in an earlier round is not its answer to this one.
  return event.data['scope'] === running?.id && branch.state !== 'draft' && readsOpinion(file, event)
    ? event
    : undefined;
}

function cellOf({ org, branch }: Reviewer, question: FormQuestion, answers: FindingRow[] | undefined): MatrixCellDto {
  const answer = answers?.find((row) => row.question === question.code);
  const finding = question === OVERALL ? branch.opinion : (answer?.finding ?? null);
  const signed = branch.state === 'ready';
  return {
    org,
    question: question.code,
    state: branch.state,
    missing: !signed || finding === null,
    finding,
    note: answer?.note ?? null,
  };
}

/** The questions of the definition on which the case runs; null where it asks none. */
function questionsOf(file: OpenedCase): FormQuestion[] | null {
  const fields = file.state.definition.forms.flatMap((form) => form.fields);
  return fields.find(({ type }) => type === 'findings')?.questions ?? null;
}

/** A block in whose branches departments opine: experts advise elsewhere. */
function opines(file: OpenedCase, block: string): boolean {
  const stage = stageIn(file.state.definition.machine, block);
  if (stage?.kind !== 'parallel') return false;
  const machines: Machine[] =
    'each' in stage.branches
      ? [machineAt(file.state.definition, [block])]
      : stage.branches.fixed.map(({ key }) => machineAt(file.state.definition, [`${block}.${key}`]));
  return machines.some(({ stages }) =>
    stages.some((one) => one.kind === 'task' && one.form === FORMS.departmentOpinion.key),
  );
}

/** Who takes an unclear duty stands under the branch of the duty, not under its own code. */
function orgOf(file: OpenedCase, { branch }: BranchStateDto): string {
  const holder = file.state.facts['root']?.['dutyHolder'];
  return branch === 'holder' && typeof holder === 'string' ? holder : branch;
}
