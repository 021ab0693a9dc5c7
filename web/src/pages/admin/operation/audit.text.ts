import { useMemo } from 'react';
import { useOrgName, useReference, useTableSets } from '../../../api/queries';
import type { Limit } from '../../../api/types';
import { defineText, useLabel, useText } from '../../../text/text';

export const auditText = defineText({
  title: ['操作审计', 'Audit'],
  ofCases: ['案件办理', 'Acts on cases'],
  ofAdmin: ['系统管理', 'Administration'],
  target: ['案件编号或管理对象', 'Case or object'],
  act: ['操作', 'Act'],
  anyAct: ['全部操作', 'Any act'],
  actor: ['人员姓名或用户名', 'Name or user name'],
  narrow: ['请填写案件编号、人员或操作后查询。', 'Give a case, a person or an act to search by.'],
  none: ['没有符合条件的记录。', 'Nothing matches.'],
  other: ['其他操作', 'Other'],
  'job.integrity': ['记录校验', 'Check of the records'],
  'job.anchor': ['当日封存', 'Anchor of the day'],
  'job.calendar': ['工作日历检查', 'Check of the calendars'],
  'job.archives': ['归档', 'Archives'],
  'job.notices': ['补发通知书', 'Letters owed'],
  'job.blobs': ['清理未用文件', 'Unused files swept'],
  'job.digest': ['每日邮件', 'Daily mails'],
  'job.reference': ['重新计算期限', 'Due dates recomputed'],
  'act.caseStarted': ['立案', 'Case started'],
  'act.taskCompleted': ['办理', 'Task answered'],
  'act.taskClaimed': ['签收', 'Claimed'],
  'act.taskReleased': ['退回签收', 'Released'],
  'act.taskTransferred': ['转办', 'Transferred'],
  'act.taskDelegated': ['委派', 'Delegated'],
  'act.signerAdded': ['加签', 'Signer added'],
  'act.signerRemoved': ['减签', 'Signer removed'],
  'act.decisionRecalled': ['撤回', 'Taken back'],
  'act.caseWithdrawn': ['撤件', 'Withdrawn'],
  'act.caseTerminated': ['作废', 'Voided'],
  'act.caseReopened': ['重启', 'Reopened'],
  'act.clockStopped': ['时限中止', 'Clock stopped'],
  'act.clockResumed': ['时限恢复', 'Clock resumed'],
  'act.deadlineExtended': ['延期', 'Extended'],
  'act.clockAlarm': ['时限提醒', 'Alarm'],
  'act.urged': ['催办', 'Urged'],
  'act.commented': ['沟通', 'Comment'],
  'act.carbonCopied': ['抄送', 'Copied'],
  'act.prioritySet': ['设定紧急程度', 'Priority set'],
  'act.readMarked': ['已阅', 'Read'],
  'act.personRecused': ['回避', 'Recused'],
  'act.workHandedOver': ['移交待办', 'Handed over'],
  'act.documentAttached': ['补充材料', 'Document added'],
  'act.documentReplaced': ['更换材料', 'Document replaced'],
  'act.automationCompleted': ['系统办理完成', 'Done by the system'],
  'act.automationFailed': ['系统办理未成', 'Failed in the system'],
  'act.messageReceived': ['收到外部结果', 'Outside result'],
  'act.waitElapsed': ['期限届至', 'Wait over'],
  'act.subcaseStarted': ['启动关联流程', 'Linked case started'],
  'act.subcaseEnded': ['关联流程办结', 'Linked case ended'],
  'act.referenceChanged': ['重新计算期限', 'Due dates recomputed'],
  'act.caseMigrated': ['迁移到新版流程', 'Migrated'],
  'act.upkeep.start': ['启动维护任务', 'Upkeep started'],
  'act.definition.publish': ['发布流程', 'Definition published'],
  'act.definition.retire': ['停用流程', 'Definition retired'],
  'act.limit.put': ['修改时限', 'Limit changed'],
  'act.calendar.put': ['录入工作日历', 'Calendar loaded'],
  'act.routing.put': ['修改部门分办规则', 'Routing changed'],
  'act.park.put': ['修改园区容量', 'Capacities of a park changed'],
  'act.credit.put': ['修改信用名单', 'Credit list changed'],
  'act.reference.load': ['载入名录或参数', 'Table or setting loaded'],
  'act.organisation.create': ['新增机构', 'Organisation added'],
  'act.organisation.change': ['修改机构', 'Organisation changed'],
  'act.session.oidc': ['统一身份认证登录', 'Single sign-on'],
  'act.person.create': ['新增人员', 'Person added'],
  'act.person.change': ['修改人员', 'Person changed'],
  'act.person.memberships': ['调整岗位', 'Roles set'],
  'act.person.giveRole': ['授予岗位', 'Role given'],
  'act.person.withdrawRole': ['终止岗位', 'Role ended'],
  'act.mail.test': ['发送测试邮件', 'Test mail sent'],
  'act.mail.retry': ['重发邮件', 'Mails sent again'],
  'act.objection.read': ['查看异议人信息', 'Details of an objector read'],
  'act.objection.erase': ['删除异议人信息', 'Details of an objector erased'],
  'act.person.leave': ['标记离职', 'Marked as left'],
  'act.person.rejoin': ['恢复在职', 'Taken back'],
  'act.person.resetPassword': ['重置密码', 'Password reset'],
});

/** What an administrator changed, in words where the pages have some. */
export function useObjectWord(): (type: string, target: string) => string {
  const t = useText(auditText);
  const orgName = useOrgName();
  const label = useLabel();
  const { data: limits = [] } = useReference<Limit>('limits');
  const { data: tables = [] } = useTableSets();
  return (type, target) => {
    const job = `job.${target}`;
    if (type === 'upkeep.start' && job in auditText) return t(job as keyof typeof auditText);
    if (type === 'limit.put') return label(limits.find(({ key }) => key === target)?.name) || target;
    if (type === 'reference.load') return label(tables.find(({ set }) => set === target)?.name) || target;
    return orgName(target);
  };
}

const ALL = Object.keys(auditText)
  .filter((key) => key.startsWith('act.'))
  .map((key) => key.slice('act.'.length));

/** Acts that can be searched for: those of administrators are named after what they change. */
export const ACTS = {
  cases: ALL.filter((type) => !type.includes('.')),
  admin: ALL.filter((type) => type.includes('.')),
} as const;

/** What an act is called; acts that the pages do not know are told as such, never as a code. */
export function useActWord(): (type: string) => string {
  const t = useText(auditText);
  return useMemo(
    () => (type) => {
      const key = `act.${type}`;
      return key in auditText ? t(key as keyof typeof auditText) : t('other');
    },
    [t],
  );
}
