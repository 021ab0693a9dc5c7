import type { FormDefinition, FormField, Label } from '../definition';
import { t } from '../wording';
import { BASIS } from './basis';

const documents = (zh: string, en: string): FormField => ({ key: 'documents', name: t(zh, en), type: 'documents' });
const opinion = (zh: string, en: string): FormField => ({ key: 'opinion', name: t(zh, en), type: 'longText' });

/** Forms of the second version, beside those of the first; the keys are the same whatever the departments. */
export const procedureForms = (departments: readonly { code: string; name: Label }[]) =>
  ({
    arrangement: {
      key: 'arrangement',
      name: t('审查安排', 'Arrangement of the review'),
      fields: [
        {
          key: 'needSiteVisit',
          name: t('需要现场核查', 'Site visit needed'),
          type: 'boolean',
          required: true,
          help: t(
            '需要对申请材料的实质内容进行核实的，应当现场核查。',
            'Where the substance of the papers is to be verified.',
          ),
          basis: BASIS.examination,
        },
        {
          key: 'needExperts',
          name: t('需要专家评审', 'Experts needed'),
          type: 'boolean',
          required: true,
          help: t('专家评审所需时间不计入期限，应当书面告知申请人。', 'Not counted; the applicant is told in writing.'),
          basis: BASIS.notCounted,
        },
        opinion('说明', 'Remarks'),
      ],
    },
    siteVisit: {
      key: 'siteVisit',
      name: t('现场核查记录', 'Record of the site visit'),
      fields: [
        { key: 'visitedOn', name: t('核查日期', 'Day of the visit'), type: 'date', required: true },
        {
          key: 'attendance',
          name: t('核查人员及在场人员', 'Officers and who was present'),
          type: 'attendance',
          required: true,
          help: t('核查人员不少于两人。', 'At least two officers.'),
          basis: BASIS.examination,
        },
        { key: 'record', name: t('核查记录', 'Record'), type: 'longText', required: true },
        documents('现场照片', 'Pictures'),
        opinion('核查结论', 'Findings'),
      ],
    },
    expertAdvice: {
      key: 'expertAdvice',
      name: t('专家评审意见', 'Advice of the expert'),
      fields: [
        {
          ...opinion('评审意见', 'Advice'),
          required: true,
          help: t('专家意见供审查参考，不代替部门意见。', 'Advice only; it does not take the place of an opinion.'),
        },
        documents('附件', 'Attachments'),
      ],
    },
    arbitration: {
      key: 'arbitration',
      name: t('职责协调意见', 'Arbitration of the duty'),
      fields: [
        {
          key: 'dutyHolder',
          name: t('承担职责的部门', 'Who takes the duty'),
          type: 'choice',
          required: true,
          choices: [...departments],
          help: t('只协调由谁负责，不对项目安全条件作出判断。', 'Who is responsible, not whether the project is safe.'),
          basis: BASIS.duties,
        },
        opinion('协调意见和依据', 'Reasons'),
        documents('协调文件', 'Papers'),
      ],
    },
    objectionCheck: {
      key: 'objectionCheck',
      name: t('异议核实表', 'Check of an objection'),
      confidential: true,
      fields: [
        {
          key: 'contactCheck',
          name: t('联系方式核实情况', 'Contact check'),
          type: 'choice',
          required: true,
          choices: [
            { code: 'reached', name: t('已联系到本人', 'Reached') },
            { code: 'unreachable', name: t('联系不上', 'Could not be reached') },
          ],
        },
        { key: 'summary', name: t('异议内容', 'What is objected'), type: 'longText', required: true },
        {
          key: 'hearingAskedOn',
          name: t('收到听证申请之日', 'Day on which the hearing was asked for'),
          type: 'date',
          help: t(
            '申请听证的填写，二十日内组织听证；已有人申请的，仅在收到更早时填写。',
            'Where a hearing is asked for, which is held within twenty days; of a further request only if it came earlier.',
          ),
          basis: BASIS.hearingRight,
        },
        opinion('核实意见', 'Findings'),
      ],
    },
    objectionAnswer: {
      key: 'objectionAnswer',
      name: t('异议答复', 'Answer to the objections'),
      fields: [opinion('逐条答复', 'Answer to each'), documents('附件', 'Attachments')],
    },
    note: {
      key: 'note',
      name: t('办理说明', 'Note'),
      fields: [opinion('说明', 'Remarks'), documents('附件', 'Attachments')],
    },
    hearingNotice: {
      key: 'hearingNotice',
      name: t('听证通知', 'Notice of the hearing'),
      fields: [
        {
          key: 'hearingOn',
          name: t('听证日期', 'Day of the hearing'),
          type: 'date',
          required: true,
          help: t(
            '应当在举行听证的七日前通知申请人、利害关系人；七日按工作日计算，通知当日不计入。',
            'Told to applicant and parties at least seven working days ahead; the day of the notice is not counted.',
          ),
          basis: BASIS.hearingNotice,
        },
        {
          key: 'hearingTime',
          name: t('听证时间', 'Time'),
          type: 'text',
          required: true,
          help: t('如“9:30”，随公示公开。', 'Such as 9:30; made public.'),
        },
        {
          key: 'hearingPlace',
          name: t('听证地点', 'Place'),
          type: 'text',
          required: true,
          help: t('随公示公开。', 'Made public.'),
        },
        opinion('说明', 'Remarks'),
        documents('附件', 'Attachments'),
      ],
    },
    hearing: {
      key: 'hearing',
      name: t('听证笔录', 'Record of the hearing'),
      fields: [
        { key: 'heldOn', name: t('听证日期', 'Day of the hearing'), type: 'date', required: true },
        { key: 'attendance', name: t('听证参加人', 'Who took part'), type: 'attendance', required: true },
        { key: 'record', name: t('听证笔录', 'Record'), type: 'longText', required: true, basis: BASIS.hearingConduct },
        documents('经签字的笔录', 'Signed record'),
        opinion('主持人意见', 'Remarks of who presided'),
      ],
    },
  }) satisfies Record<string, FormDefinition>;

export const PROCEDURE_FORMS = procedureForms([]);
