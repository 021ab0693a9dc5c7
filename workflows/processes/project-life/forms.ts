import type { FormDefinition, FormField } from '../definition';
import { t } from '../wording';
import { BASIS } from './basis';

const opinion = (zh: string, en: string): FormField => ({ key: 'opinion', name: t(zh, en), type: 'longText' });
const documents = (zh: string, en: string): FormField => ({ key: 'documents', name: t(zh, en), type: 'documents' });

export const FORMS = {
  filing: {
    key: 'filing',
    name: t('申报情况', 'Filing'),
    fields: [opinion('说明', 'Remarks'), documents('申报回执或者相关文件', 'Receipt or papers')],
  },
  review: {
    key: 'review',
    name: t('审查意见', 'Opinion'),
    fields: [
      opinion('意见', 'Opinion'),
      { key: 'points', name: t('需补正的内容', 'What must be corrected'), type: 'points' },
      documents('附件', 'Attachments'),
    ],
  },
  trialPlan: {
    key: 'trialPlan',
    name: t('试生产方案', 'Plan of the trial'),
    fields: [
      {
        key: 'planReview',
        name: t('专家论证意见', 'What the experts said of the plan'),
        type: 'longText',
        required: true,
        help: t('建设单位组织专家对试生产方案进行论证。', "The owner's experts review the plan."),
        basis: BASIS.project,
      },
      { key: 'attendance', name: t('论证专家', 'Experts'), type: 'attendance', required: true },
      opinion('说明', 'Remarks'),
      documents('方案及论证意见', 'Plan and review'),
    ],
  },
  inspection: {
    key: 'inspection',
    name: t('监督检查记录', 'Record of the inspection'),
    fields: [
      { key: 'record', name: t('检查记录', 'Record'), type: 'longText', required: true },
      opinion('检查意见', 'Findings'),
      documents('现场照片', 'Pictures'),
    ],
  },
  majorHazardFiling: {
    key: 'majorHazardFiling',
    name: t('重大危险源备案', 'Filing of the major hazard source'),
    fields: [
      {
        key: 'filingNumber',
        name: t('备案编号', 'Filing number'),
        type: 'text',
        required: true,
        basis: BASIS.majorHazard,
      },
      opinion('说明', 'Remarks'),
      documents('备案登记表', 'Filing form'),
    ],
  },
  evidence: {
    key: 'evidence',
    name: t('条件落实情况', 'How the condition was met'),
    fields: [{ ...opinion('落实情况', 'What was done'), required: true }, documents('证明材料', 'Evidence')],
  },
} satisfies Record<string, FormDefinition>;
