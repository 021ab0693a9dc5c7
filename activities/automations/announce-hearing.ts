import type { Connection } from 'mongoose';
import { DomainError } from '../../workflows/domain/errors';
import type { FactValue } from '../../workflows/processes/definition';
import type { Automation } from '../cases/case.activities';
import { callOffHearingOf, putHearing } from '../store/public-notice.writer';

/** 行政许可法 第四十八条（一）: time and place of a hearing stand with the public notice that it was asked for on. */
export function announceHearing(connection: Connection): Automation {
  return async ({ facts, now }) => {
    const [on, time, place] = ['hearingOn', 'hearingTime', 'hearingPlace'].map((name) => textOf(facts[name]));
    const hearing = { on: on ?? '', time: time ?? '', place: place ?? '', announcedAt: now, calledOff: false };
    await putHearing(connection, noticeOf(facts), hearing);
    return { facts: {}, data: { hearing: { on, time, place } } };
  };
}

/** The public must not come in vain: a hearing that was announced is marked as not taking place. */
export function callOffHearing(connection: Connection): Automation {
  return async ({ facts }) => {
    await callOffHearingOf(connection, noticeOf(facts));
    return { facts: {}, data: {} };
  };
}

function noticeOf(facts: Record<string, FactValue>): string {
  const noticeId = textOf(facts['noticeId']);
  if (noticeId === '') throw new DomainError('notice.unknown');
  return noticeId;
}

const textOf = (value: FactValue | undefined): string => (typeof value === 'string' ? value : '');
