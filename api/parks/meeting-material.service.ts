import { Injectable } from '@nestjs/common';
import { renderMeetingMaterial, type MeetingMaterial } from '../../activities/pdf/meeting-material';
import { applicationVersions } from '../../activities/store/application.reader';
import { findForms } from '../../activities/store/form.reader';
import { readProjectReference } from '../../activities/store/project-reference.reader';
import { localDay } from '../../workflows/domain/calendar';
import { DomainError } from '../../workflows/domain/errors';
import { forScreening, screen } from '../../workflows/domain/screening';
import type { Actor } from '../auth/actor';
import { CaseFiles } from '../cases/case-file.service';
import { ReviewMatrices } from '../cases/review-matrix.service';
import { CaseViews } from '../cases/case-view.service';
import { Names } from '../cases/names.service';
import { Store } from '../common/store';
import { ParkLedgers } from './park-ledgers.service';
import type { LedgerEffectDto } from './parks.dto';

const STATES: Record<string, string> = {
  notStarted: '未开始',
  draft: '起草中',
  inReview: '待签',
  resting: '暂停',
  ready: '已签',
};

const OPINIONS: Record<string, string> = {
  AGREE: '同意',
  CONDITIONAL: '有条件同意',
  CORRECTION: '补正',
  OBJECT: '不予通过',
  NOT_OURS: '不属本部门职责',
};

/** Puts together what lies before a joint meeting. */
@Injectable()
export class MeetingMaterials {
  constructor(
    private readonly store: Store,
    private readonly files: CaseFiles,
    private readonly views: CaseViews,
    private readonly matrices: ReviewMatrices,
    private readonly ledgers: ParkLedgers,
    private readonly names: Names,
  ) {}

  /** @throws DomainError as `ParkLedgers.effect` */
  async pdf(actor: Actor, caseId: string): Promise<Buffer> {
    const effect = await this.ledgers.effect(actor, caseId);
    const file = await this.files.open(actor, caseId);
    const applicationId = file.row.keys['applicationId'] ?? '';
    const version = (await applicationVersions(this.store.connection, applicationId)).find(
      (one) => one.version === effect.applicationVersion,
    );
    if (!version) {
      throw new DomainError('application.versionUnknown', {
        application: applicationId,
        version: effect.applicationVersion,
      });
    }
    const application = version.data;
    const { units } = screen(forScreening(application), await readProjectReference(this.store.connection));
    const orgName = await this.names.organisations();
    return renderMeetingMaterial({
      author: orgName(file.row.leadOrg),
      caseNo: file.row.caseNo,
      day: localDay(Date.now()),
      project: [
        { label: '项目名称', value: application.project.name },
        { label: '申报单位', value: application.enterprise.name },
        { label: '建设地点', value: application.site.address },
        { label: '建设规模', value: application.project.scale },
        { label: '建设内容', value: application.project.description },
        { label: '申报材料', value: `第${version.version}版（SHA-256 ${version.hash}）` },
      ],
      units: units.map(({ name, s, r, level }) => ({ name, s, r, grade: level })),
      opinions: await this.opinions(actor, file),
      ledger: ledgerPart(effect),
    });
  }

  private async opinions(
    actor: Actor,
    file: Awaited<ReturnType<CaseFiles['open']>>,
  ): Promise<MeetingMaterial['opinions']> {
    const [{ branches }, { departments }] = await Promise.all([
      this.views.detailOf(actor, file),
      this.matrices.of(actor, file.row._id),
    ]);
    const signed = branches.flatMap(({ branch, formId, state }) =>
      state === 'ready' && formId !== null ? [{ branch, formId }] : [],
    );
    const forms = await findForms(
      this.store.connection,
      signed.map(({ formId }) => formId),
    );
    const textOf = (org: string): string => {
      const formId = signed.find(({ branch }) => branch === org)?.formId;
      const opinion = forms.find(({ _id }) => _id === formId)?.data['opinion'];
      return typeof opinion === 'string' ? opinion : '';
    };
    return departments.map(({ org, name, state, opinion }) => ({
      department: name,
      state: STATES[state] ?? state,
      // A draft is its department's own until it is signed, whoever prints this.
      opinion: state === 'ready' && opinion !== null ? (OPINIONS[opinion] ?? opinion) : '',
      summary: textOf(org),
    }));
  }
}

function ledgerPart(effect: LedgerEffectDto): MeetingMaterial['ledger'] {
  if (!effect.park) {
    const intro =
      effect.without === 'outsidePark'
        ? '项目不在园区内，不计入园区台账。'
        : `“${effect.named ?? ''}”没有建立风险台账。`;
    return { intro, lines: [] };
  }
  const over = effect.lines.filter(({ passed }) => passed).map(({ name }) => name.zh);
  const others = effect.others.length;
  return {
    intro: [
      `${effect.park.name.zh}，台账截至${effect.day}。`,
      over.length > 0 ? `通过后将超出容量的指标：${over.join('、')}。` : '各项指标均未超出容量。',
      others > 0 ? `本园区另有${others}个项目在审，未计入下表。` : '',
    ].join(''),
    lines: effect.lines.map(({ name, capacity, arithmetic, passed }) => ({
      name: name.zh,
      capacity: capacity === null ? '未设定' : String(capacity),
      arithmetic: arithmetic.zh,
      verdict: passed ? '超出' : capacity === null ? '' : '未超出',
    })),
  };
}
