import { addDays, localDay } from '../../../workflows/domain/calendar';
import { loadReference } from '../../reference';

export const APPLICANT = 'firma.applicant1';
export const LEAD = 'hwedz.officer1';
/** By the routing table for a rebuild in the park with a level 2 source, 剧毒 and 易制爆 (seeds/data/routing-joint-review.json). */
export const DEPARTMENTS = ['EMB', 'EEB', 'NRPB', 'EITB', 'HWCMO', 'FRB', 'PSB'];
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
