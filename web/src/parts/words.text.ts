import { defineText } from '../text/text';

/** Words for what the data says in codes. */
export const wordsText = defineText({
  // Results of cases
  'result.approved': ['同意', 'Approved'],
  'result.conditionallyApproved': ['附条件同意', 'Approved on conditions'],
  'result.rejected': ['不予通过', 'Rejected'],
  'result.notAccepted': ['不予受理', 'Not accepted'],
  'result.outOfScope': ['不属于审查范围', 'Out of scope'],
  'result.withdrawn': ['已撤件', 'Withdrawn'],
  'result.terminated': ['已作废', 'Void'],
  'result.fulfilled': ['已落实', 'Met'],
  'result.lifted': ['已解除', 'Lifted'],
  'result.licensed': ['已取得许可', 'Licensed'],
  'result.expired': ['意见失效', 'Expired'],
  'result.abandoned': ['放弃建设', 'Given up'],
  'result.ended': ['已办结', 'Closed'],
  // Opinions of departments
  'opinion.AGREE': ['同意', 'Agree'],
  'opinion.CONDITIONAL': ['有条件同意', 'Agree on conditions'],
  'opinion.CORRECTION': ['补正', 'Corrections'],
  'opinion.OBJECT': ['不予通过', 'Object'],
  'opinion.NOT_OURS': ['认为不属本部门职责', 'Not our duty'],
  // Findings of the review matrix
  'finding.met': ['符合', 'Met'],
  'finding.notMet': ['不符合', 'Not met'],
  'finding.notApplicable': ['不涉及', 'Not applicable'],
  // States of a department's review
  'branch.notStarted': ['未开始', 'Not begun'],
  'branch.draft': ['起草中', 'Being drafted'],
  'branch.inReview': ['待签', 'To be signed'],
  'branch.ready': ['已签发', 'Signed'],
  'branch.resting': ['暂停', 'Resting'],
  // Kinds of tasks
  'task.signBefore': ['前加签', 'Signs before'],
  'task.signAfter': ['后加签', 'Signs after'],
  'task.signBeside': ['并加签', 'Signs beside'],
  'task.delegated': ['委派', 'Delegated'],
  'task.confirm': ['第二人确认', 'Second person'],
  // States of tasks
  'state.open': ['待办', 'Open'],
  'state.waiting': ['等待他人', 'Waiting for others'],
  'state.answered': ['已答复', 'Answered'],
  'state.suspended': ['暂停', 'Resting'],
  'state.done': ['已办', 'Done'],
  'state.cancelled': ['已取消', 'Cancelled'],
  // States of clocks
  'clock.running': ['计时中', 'Running'],
  'clock.stopped': ['已中止', 'Stopped'],
  'clock.met': ['按期办结', 'Met'],
  'clock.missed': ['超期办结', 'Missed'],
  'clock.cancelled': ['已取消', 'Cancelled'],
  'unit.WORKING_DAY': ['个工作日', 'working days'],
  'unit.NATURAL_DAY': ['日', 'days'],
  'unit.HOUR': ['小时', 'hours'],
  'unit.MONTH': ['个月', 'months'],
  // How a stage was left
  'how.active': ['办理中', 'In progress'],
  'how.completed': ['已办', 'Done'],
  'how.returned': ['已退回', 'Sent back'],
  'how.cancelled': ['已取消', 'Cancelled'],
  'how.suspended': ['暂停', 'Resting'],
  'source.design': ['本系统默认要求', 'default of this system'],
  // 紧急程度（党政机关公文处理工作条例 第九条）
  'priority.normal': ['普通', 'Normal'],
  'priority.urgent': ['加急', 'Urgent'],
  'priority.veryUrgent': ['特急', 'Very urgent'],
  // Whose court
  'court.party': ['申报人', 'The applicant'],
  'court.several': ['{names}等 {n} 个单位', '{names} and others, {n} in all'],
  'court.outside': ['外部单位', 'Outside'],
  // Kinds of organisations
  'org.authority': ['区级部门', 'District authority'],
  'org.higherAuthority': ['上级部门', 'Higher authority'],
  'org.enterprise': ['企业', 'Enterprise'],
  'org.designFirm': ['设计单位', 'Design firm'],
  'org.evaluator': ['安全评价机构', 'Evaluation institution'],
  'org.platform': ['平台', 'Platform'],
  'org.expertPool': ['专家库', 'Expert pool'],
});

type Word = keyof typeof wordsText;

/** The key of a code's word, or undefined where the code is new to the pages. */
export function wordKey(group: string, code: string | null | undefined): Word | undefined {
  const key = `${group}.${code ?? ''}`;
  return key in wordsText ? (key as Word) : undefined;
}
