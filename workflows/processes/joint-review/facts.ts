import type { FactDeclaration } from '../definition';
import { t } from '../wording';

type Facts = Record<string, FactDeclaration>;

/** Given when the application is submitted. */
export const START_FACTS: Facts = {
  applicant: { type: 'string', name: t('申报人', 'Applicant'), from: 'start' },
  leadOrg: { type: 'string', name: t('牵头单位', 'Leading organisation'), from: 'start' },
  applicationVersion: { type: 'number', name: t('申报材料版本', 'Version of the application'), from: 'start' },
};

/** Computed from the application by `screenProject`; what the routing table and the decision read. */
export const SCREENING_FACTS: Facts = {
  projectKind: { type: 'string', name: t('建设性质', 'Kind of project'), from: 'auto' },
  inScope: { type: 'boolean', name: t('属于两重点一重大', 'In scope'), from: 'auto' },
  inPark: { type: 'boolean', name: t('位于化工园区内', 'Inside the chemical park'), from: 'auto' },
  listedProcesses: { type: 'strings', name: t('重点监管的危险化工工艺', 'Listed processes'), from: 'auto' },
  listedChemicals: { type: 'strings', name: t('重点监管的危险化学品', 'Listed chemicals'), from: 'auto' },
  hasMajorHazard: { type: 'boolean', name: t('构成重大危险源', 'Major hazard source'), from: 'auto' },
  majorLevel: { type: 'number', name: t('重大危险源等级', 'Level of the major hazard source'), from: 'auto' },
  hasToxic: { type: 'boolean', name: t('涉及剧毒化学品', 'Highly toxic chemicals'), from: 'auto' },
  hasExplosivePrecursor: { type: 'boolean', name: t('涉及易制爆化学品', 'Explosive precursors'), from: 'auto' },
  newBuildings: { type: 'boolean', name: t('新增建（构）筑物', 'New buildings'), from: 'auto' },
  hasSpecialEquipment: { type: 'boolean', name: t('新增特种设备', 'Special equipment'), from: 'auto' },
  hasTownGas: { type: 'boolean', name: t('涉及城镇燃气', 'Town gas'), from: 'auto' },
  hasHazardousWaste: { type: 'boolean', name: t('产生危险废物', 'Hazardous waste'), from: 'auto' },
  bondedStorage: { type: 'boolean', name: t('保税仓储', 'Bonded storage'), from: 'auto' },
  ownTransport: { type: 'boolean', name: t('自有车辆或码头运输', 'Own transport or berth'), from: 'auto' },
  screeningChanged: {
    type: 'boolean',
    name: t('重新申报后判定结果有变化', 'Screening differs from the one before'),
    from: 'auto',
  },
};

/** Written as the review goes on. */
export const REVIEW_FACTS: Facts = {
  reviewDepartments: { type: 'strings', name: t('参加审查的部门', 'Reviewing departments'), from: 'engine' },
  correctionDepartments: {
    type: 'strings',
    name: t('再次审查的部门', 'Departments that review again'),
    from: 'engine',
  },
  dept: { type: 'string', name: t('审查部门', 'Reviewing department'), from: 'engine' },
  opinion: { type: 'string', name: t('部门意见', 'Opinion of the department'), from: 'form' },
  proposal: { type: 'string', name: t('拟办意见', 'Proposed decision'), from: 'form' },
  decision: { type: 'string', name: t('决定', 'Decision'), from: 'form' },
  letterNumber: { type: 'string', name: t('批复文号', 'Number of the letter'), from: 'auto' },
  letterDocumentId: { type: 'string', name: t('批复文件', 'Document of the letter'), from: 'auto' },
};

/** Of the second version: experts, site visit, dispute, publicity and hearing. */
export const PROCEDURE_FACTS: Facts = {
  needSiteVisit: { type: 'boolean', name: t('需要现场核查', 'Site visit needed'), from: 'form' },
  needExperts: { type: 'boolean', name: t('需要专家评审', 'Experts needed'), from: 'form' },
  specialities: { type: 'strings', name: t('所需专家专业', 'Specialities needed'), from: 'engine' },
  experts: { type: 'strings', name: t('评审专家', 'Panel of experts'), from: 'auto' },
  expertsToAsk: { type: 'strings', name: t('待评审的专家', 'Experts still to be asked'), from: 'auto' },
  expert: { type: 'string', name: t('专家', 'Expert'), from: 'engine' },
  recused: { type: 'boolean', name: t('专家回避', 'Expert recused'), from: 'form' },
  dutyHolder: { type: 'string', name: t('职责承担部门', 'Who takes the duty'), from: 'form' },
  branch: { type: 'string', name: t('分支', 'Branch'), from: 'engine' },
  noticeId: { type: 'string', name: t('公示编号', 'Public notice'), from: 'auto' },
  noticeUntil: { type: 'string', name: t('公示截止日', 'Last day of the public notice'), from: 'auto' },
  objectionNoted: { type: 'boolean', name: t('收到异议', 'Objection received'), from: 'form' },
  hearingRequested: { type: 'boolean', name: t('申请听证', 'Hearing requested'), from: 'form' },
  hearingAskedOn: {
    type: 'string',
    name: t('收到听证申请之日', 'Day on which the hearing was asked for'),
    from: 'form',
  },
  objectionTaken: { type: 'boolean', name: t('有未登记的异议', 'An objection was taken over'), from: 'auto' },
  objectionsConsidered: { type: 'boolean', name: t('异议已研究', 'Objections considered'), from: 'form' },
  hearingOn: { type: 'string', name: t('听证日期', 'Day of the hearing'), from: 'form' },
  hearingTime: { type: 'string', name: t('听证时间', 'Time of the hearing'), from: 'form' },
  hearingPlace: { type: 'string', name: t('听证地点', 'Place of the hearing'), from: 'form' },
  heldOn: { type: 'string', name: t('举行听证之日', 'Day on which it was held'), from: 'form' },
  hearingHeld: { type: 'boolean', name: t('已经听证', 'Hearing held'), from: 'form' },
};
