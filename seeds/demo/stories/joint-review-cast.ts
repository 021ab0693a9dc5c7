import { addDays, localDay } from '../../../workflows/domain/calendar';
import { loadReference } from '../../reference';

export const APPLICANT = 'firma.applicant1';
export const LEAD = 'hwedz.officer1';
/** By the routing table for a rebuild in the park with a level 2 source, 剧毒 and 易制爆 (seeds/data/routing-joint-review.json). */
export const DEPARTMENTS = ['EMB', 'EEB', 'NRPB', 'EITB', 'HWCMO', 'FRB', 'PSB'];
/** Departments that ask for corrections at first. */
export const ASKING: Record<string, { opinion: string; text: string; subject: string; basis: string }> = {
  EMB: {
    opinion: '硝化装置的自动化联锁论证不充分。',
    text: '安全评价报告未说明硝化反应釜温度、流量联锁切断的可靠性，请补充并重新出具报告',
    subject: '安全评价报告',
    basis: '实施意见第10项',
  },
  EEB: {
    opinion: '危险废物去向不清。',
    text: '建设内容未写明废硝酸的产生量和处置去向，请补充',
    subject: '建设内容',
    basis: '实施意见第8项',
  },
};

export const organisationName = (code: string): string =>
  loadReference().organisations.find((one) => one.code === code)?.name.zh ?? code;
export const personName = (login: string): string =>
  loadReference().people.find((one) => one.login === login)?.name ?? login;
export const official = (department: string, post: string): string => `${department.toLowerCase()}.${post}`;

/** The condition of the fire brigade. */
export function foam(): { text: string; owner: string; dueDay: string; checkPoint: string; setBy: string } {
  return {
    text: '配备不少于6吨抗溶性泡沫，并与园区消防站签订联动协议',
    owner: '企业安全总监',
    dueDay: addDays(localDay(Date.now()), 90),
    checkPoint: 'trialProduction',
    setBy: 'FRB',
  };
}
