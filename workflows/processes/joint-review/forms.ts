import type { FormDefinition, FormField } from '../definition';
import { CHECK_POINTS } from '../form-rows';
import { t } from '../wording';
import { BASIS } from './basis';

const reasons = (zh: string, en: string): FormField => ({ key: 'opinion', name: t(zh, en), type: 'longText' });

const conditions: FormField = {
  key: 'conditions',
  name: t('附加条件', 'Conditions'),
  type: 'conditions',
  choices: [...CHECK_POINTS],
  help: t(
    '每项条件写明内容、责任人、完成日期和核查节点；未落实的，不得通过该核查节点。',
    'Each with its owner, due date and check point; an open condition bars the check point.',
  ),
};

const documents: FormField = { key: 'documents', name: t('附件', 'Attachments'), type: 'documents' };

const points = (zh: string, en: string): FormField => ({
  key: 'points',
  name: t(zh, en),
  type: 'points',
  help: t('逐条写明材料名称、缺失或错误之处及依据。', 'One by one: the paper, what is missing or wrong, and the rule.'),
});

export const FORMS = {
  acceptance: {
    key: 'acceptance',
    name: t('受理审核表', 'Acceptance'),
    fields: [
      {
        ...points('需补正的全部内容（一次性告知）', 'Everything to correct, told at once'),
        basis: BASIS.acceptance,
      },
      reasons('理由', 'Reasons'),
    ],
  },
  resubmission: {
    key: 'resubmission',
    name: t('补正说明', 'Resubmission'),
    fields: [
      {
        key: 'explanation',
        name: t('补正情况说明', 'What was corrected'),
        type: 'longText',
        required: true,
        help: t('对照告知内容逐条说明。', 'Answer the points one by one.'),
        basis: BASIS.truthful,
      },
      {
        key: 'applicationVersion',
        name: t('申报材料版本', 'Version of the application'),
        type: 'number',
        help: t('提交补正后的申报材料时由系统填写。', 'Filled in when the corrected application is submitted.'),
      },
      documents,
    ],
  },
  screeningFault: {
    key: 'screeningFault',
    name: t('判定数据核对表', 'Check of the screening data'),
    fields: [
      points('需申报人更正的数据', 'Data to be corrected by the applicant'),
      reasons('核对情况', 'What was found'),
    ],
  },
  departmentOpinion: {
    key: 'departmentOpinion',
    name: t('部门审查意见表', "Department's opinion"),
    fields: [
      { ...reasons('审查意见', 'Opinion'), required: true, basis: BASIS.examination },
      conditions,
      points('需补正的内容', 'What must be corrected'),
      documents,
    ],
  },
  review: { key: 'review', name: t('审核意见', 'Review'), fields: [reasons('意见', 'Opinion')] },
  combinedCorrection: {
    key: 'combinedCorrection',
    name: t('补正告知书', 'Combined correction list'),
    fields: [
      {
        ...points('汇总后的补正内容', 'Combined points'),
        help: t(
          '汇总各部门的补正内容，合并重复项；不采纳的，在意见中说明理由。',
          'Points of all departments, doubles merged; give the reasons for what is dropped.',
        ),
      },
      reasons('说明', 'Remarks'),
    ],
  },
  meeting: {
    key: 'meeting',
    name: t('联席会议纪要', 'Minutes of the joint meeting'),
    fields: [
      { key: 'minutes', name: t('会议纪要', 'Minutes'), type: 'longText', required: true },
      { key: 'attendance', name: t('参会单位及人员', 'Attendance'), type: 'attendance', required: true },
      reasons('会议结论', 'Conclusion'),
      documents,
    ],
  },
  decision: {
    key: 'decision',
    name: t('审查决定拟办单', 'Draft decision'),
    fields: [
      {
        ...reasons('拟办意见和理由', 'Proposal and reasons'),
        required: true,
        help: t('不予通过的，必须写明理由和依据。', 'A rejection states its reasons and basis.'),
        basis: BASIS.decision,
      },
      conditions,
      documents,
    ],
  },
} satisfies Record<string, FormDefinition>;
