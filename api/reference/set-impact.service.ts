import { Injectable } from '@nestjs/common';
import { applicationVersions } from '../../activities/store/application.reader';
import { APPLICATION_MODEL, applicationSchema } from '../../activities/store/application.schema';
import { foldedCase } from '../../activities/store/case.reader';
import { CASE, caseSchema, type CaseDocument } from '../../activities/store/case.schema';
import { readProjectReference } from '../../activities/store/project-reference.reader';
import type { ProjectApplication } from '../../workflows/domain/application';
import { DomainError, type Language } from '../../workflows/domain/errors';
import type { Names, ProjectReference } from '../../workflows/domain/reference';
import { forScreening, screen, type Screening } from '../../workflows/domain/screening';
import { Store } from '../common/store';
import type { ImpactPartDto, SetImpactDto } from './set-versions.dto';
import { SetVersions, type Proposal, type Upload } from './set-versions.service';

/** Cases screened for one answer: each is folded from its record and screened twice. */
const PART = 40;
const PROCESS = 'jointReview';

type Finding = SetImpactDto['items'][number]['changes'][number];

/** What would be found of the projects under way with a table that is not published yet; nothing is written. */
@Injectable()
export class SetImpact {
  constructor(
    private readonly store: Store,
    private readonly versions: SetVersions,
  ) {}

  /** @throws DomainError as the preview does, `input.invalid` for a file with faults */
  async of(set: string, fields: ImpactPartDto, upload: Upload, language: Language): Promise<SetImpactDto> {
    const proposal = await this.versions.propose(set, fields, upload);
    if (proposal.faults.length > 0) throw new DomainError('input.invalid', {}, 'file');
    const { cursor } = fields;
    const running = { process: PROCESS, status: 'running' };
    const cases = this.store.model(CASE, caseSchema);
    const [count, drafts] = await Promise.all([
      cases.countDocuments(running as never),
      this.store.model(APPLICATION_MODEL, applicationSchema).countDocuments({ caseId: null }),
    ]);
    if (proposal.schema.effect !== 'screening')
      return { running: count, checked: count, drafts, items: [], next: null };
    const [rows, before] = await Promise.all([
      cases
        .find({ ...running, ...(cursor === undefined ? {} : { _id: { $gt: cursor } }) } as never, { title: 1, keys: 1 })
        .sort({ _id: 1 })
        .limit(PART)
        .lean<Pick<CaseDocument, '_id' | 'title' | 'keys'>[]>(),
      readProjectReference(this.store.connection, fields.effectiveFrom),
    ]);
    const after = withRows(before, proposal);
    const items: SetImpactDto['items'] = [];
    for (const { _id: id, title, keys } of rows) {
      const application = (await applicationVersions(this.store.connection, keys['applicationId'] ?? '')).at(-1);
      if (!application) continue;
      const changes = changesOf(application.data, before, after, language);
      if (changes.length === 0) continue;
      const facts = (await foldedCase(this.store.connection, id))?.state.facts['root'];
      items.push({ id, title, state: facts?.['inScope'] === undefined ? 'notScreened' : 'screened', changes });
    }
    return { running: count, checked: rows.length, drafts, items, next: rows.length < PART ? null : rows.at(-1)!._id };
  }
}

/** The data by which a project is screened, with the proposed table in the place of the one in force. */
function withRows(reference: ProjectReference, { schema, rows }: Proposal): ProjectReference {
  const major = (part: Partial<ProjectReference['majorHazard']>): ProjectReference => ({
    ...reference,
    majorHazard: { ...reference.majorHazard, ...part },
  });
  // Checked by the schema of the set before.
  const table = rows as never;
  switch (schema.set) {
    case 'processes':
      return { ...reference, processes: table };
    case 'chemicals':
      return { ...reference, listedChemicals: table };
    case 'controlled-chemicals':
      return { ...reference, controlled: table };
    case 'gb18218-table1':
      return major({ criticalQuantities: table });
    case 'gb18218-categories':
      return major({ categories: table });
    case 'gb18218-beta':
      return major({ betas: table });
    case 'gb18218-alpha':
      return major({ alphas: table });
    case 'gb18218-levels':
      return major({ levels: table });
    default:
      throw new Error(`no project is screened by ${schema.set}`);
  }
}

const WORDS = {
  yes: { zh: '是', en: 'yes' },
  no: { zh: '否', en: 'no' },
  none: { zh: '无', en: 'none' },
  noSource: { zh: '不构成', en: 'no major hazard source' },
} as const satisfies Record<string, Names>;

/** What is told of a project, as the applicant and the departments are told it. */
const TOLD: readonly { name: Names; of: (found: Screening, language: Language) => string }[] = [
  { name: { zh: '属于两重点一重大', en: 'In scope' }, of: ({ inScope }, l) => WORDS[inScope ? 'yes' : 'no'][l] },
  {
    name: { zh: '重点监管工艺', en: 'Listed processes' },
    of: ({ listedProcesses }, l) => namesOf(listedProcesses, l),
  },
  {
    name: { zh: '重点监管化学品', en: 'Listed chemicals' },
    of: ({ listedChemicals }, l) => namesOf(listedChemicals, l),
  },
  { name: { zh: '剧毒、易制爆化学品', en: 'Controlled chemicals' }, of: ({ controlled }, l) => namesOf(controlled, l) },
  {
    name: { zh: '重大危险源等级', en: 'Level of the major hazard source' },
    of: ({ level }, l) => (level === null ? WORDS.noSource[l] : l === 'zh' ? `${level}级` : String(level)),
  },
  {
    name: { zh: '各单元 S、R 值', en: 'S and R of the units' },
    of: ({ units }) => units.map(({ name, s, r }) => `${name} S=${s}${r === null ? '' : ` R=${r}`}`).join('；'),
  },
  {
    name: { zh: '无法确定临界量的物质', en: 'Substances without critical quantity' },
    of: ({ units }, l) =>
      units
        .flatMap(({ lines }) => lines.filter(({ undetermined }) => undetermined).map(({ name }) => name))
        .join('、') || WORDS.none[l],
  },
];

const namesOf = (found: readonly { name: Names }[], language: Language): string =>
  found.map(({ name }) => name[language]).join('、') || WORDS.none[language];

function changesOf(
  application: ProjectApplication,
  before: ProjectReference,
  after: ProjectReference,
  language: Language,
): Finding[] {
  const project = forScreening(application);
  const [was, is] = [screen(project, before), screen(project, after)];
  return TOLD.map(({ name, of }) => ({ name, before: of(was, language), after: of(is, language) })).filter(
    (one) => one.before !== one.after,
  );
}
