import type { FactDeclaration, FactType } from '../definition';
import { t } from '../wording';

const fact = (type: FactType, from: FactDeclaration['from'], zh: string, en: string): FactDeclaration => ({
  type,
  name: t(zh, en),
  from,
});

export const PARTIES = {
  applicant: fact('string', 'start', '申报人', 'Applicant'),
  leadOrg: fact('string', 'start', '牵头单位', 'Leading organisation'),
};

export const LIFE_FACTS: Record<string, FactDeclaration> = {
  ...PARTIES,
  applicationVersion: fact('number', 'start', '批准的申报材料版本', 'Approved version of the application'),
  hasMajorHazard: fact('boolean', 'start', '构成重大危险源', 'Major hazard source'),
  decision: fact('string', 'start', '联合审查决定', 'Decision of the joint review'),
  conditionKeys: fact('strings', 'auto', '附加条件', 'Conditions'),
  conditionKey: fact('string', 'engine', '附加条件', 'Condition'),
  setBy: fact('string', 'auto', '提出条件的部门', 'Who set the condition'),
  dueDay: fact('string', 'auto', '完成日期', 'Due date'),
  checkPoint: fact('string', 'auto', '核查节点', 'Check point'),
  openConditions: fact('number', 'auto', '未落实的条件数', 'Open conditions'),
  safetyConditionPassed: fact('boolean', 'form', '安全条件审查通过', 'Safety conditions approved'),
  opinionDay: fact('string', 'form', '审查意见书日期', 'Day of the opinion'),
  designPassed: fact('boolean', 'engine', '安全设施设计审查通过', 'Safety design approved'),
  started: fact('boolean', 'engine', '已开工', 'Construction started'),
  abandoned: fact('boolean', 'engine', '企业放弃建设', 'Given up'),
  licensed: fact('boolean', 'engine', '取得安全生产许可证', 'Licensed'),
  licenceGranted: fact('boolean', 'form', '许可证已颁发', 'Licence granted'),
  trialEarliestEnd: fact('string', 'auto', '试生产最短期限届满日', 'End of the least trial period'),
  changeVersion: fact('number', 'form', '变更后的申报材料版本', 'Version with the change'),
  siteChanged: fact('boolean', 'auto', '建设地址变化', 'Site changed'),
  processChanged: fact('boolean', 'auto', '主要工艺变化', 'Process changed'),
  scaleChanged: fact('boolean', 'auto', '规模变化', 'Scale changed'),
  surroundingsChanged: fact('boolean', 'auto', '周边条件变化', 'Surroundings changed'),
  reReview: fact('boolean', 'engine', '需要重新审查', 'Re-review needed'),
  branch: fact('string', 'engine', '分支', 'Branch'),
};
