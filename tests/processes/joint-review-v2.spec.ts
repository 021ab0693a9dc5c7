import { inLegalTime, type LegalTime } from '../support/legal-time';
import { refusedWith, type ToldCase } from '../support/told-case';
import {
  announces,
  checks,
  CONDITION,
  corrects,
  decides,
  drafting,
  meets,
  objects,
  opines,
  othersAgree,
  proposes,
  underReview,
} from '../support/told-review';

const MONDAY = '2037-08-31 09:00';
const HEARD = ['heldOn', 'attendance', 'record'];

/** A joint review from its first morning, kept for the replay tests once it is told. */
function story(name: string, tell: (review: ToldCase, office: LegalTime) => Promise<void>): Promise<void> {
  return inLegalTime(MONDAY, async (office) => {
    const review = await office.jointReview();
    await tell(review, office);
    await office.keepHistory(review, name);
  });
}

/** Every department agreed, approval proposed: published on Monday 08-31, 5 working days: September 1–4 (4), 7 (5). */
async function published(review: ToldCase): Promise<void> {
  await underReview(review);
  await othersAgree(review);
  await proposes(review, 'proposeApprove');
  await review.standsIn('publicNotice');
}

describe('联合审查 v2 in legal time', () => {
  it('plain approval: public for five working days, decided after the last one, and the life of the project begins', async () => {
    await story('plain-approval', async (review, office) => {
      await published(review);
      expect(review.row.court).toEqual(['outside']);
      await review.until('2037-09-07 23:30');
      expect(review.stands).toEqual(['publicNotice']);
      await review.until('2037-09-08 09:00');
      // Five days are over: neither an objection nor a hearing can be asked for any more.
      const late = { message: 'objection', facts: {}, form: null, attachments: [], basis: null };
      expect(await refusedWith(review.say('deliverMessage', 'hwedz.window1', late))).toBe('message.notAwaited');
      await decides(review, 'approve');
      expect(await review.ended()).toBe('approved');
      // 08-31 + 45 working days: see joint-review-v2 of the unit tests, moved by eleven years.
      expect(review.clock('jointReview.legal')).toMatchObject({ status: 'met', dueDay: '2037-11-06' });
      expect(office.letters.get(review.caseId)).toMatchObject({ decision: 'approved', issuedOn: '2037-09-08' });
      const life = await office.openedBy(review, 'projectLife');
      await life.standsIn('safetyConditionApply');
      expect(life.row.court).toEqual(['party']);
    });
  });

  it('conditions: nobody approves without them; each goes on as an obligation with who set it, a day and a check point', async () => {
    await story('conditions', async (review, office) => {
      await underReview(review);
      await opines(review, 'FRB', 'conditional');
      await othersAgree(review);
      expect(
        await refusedWith(review.answer('hwedz.officer1', 'decisionDraft', 'proposeApprove', { says: '同意' })),
      ).toBe('outcome.notOffered');
      await proposes(review, 'proposeConditional');
      await review.until('2037-09-08 09:00');
      expect(await refusedWith(review.answer('hwedz.director', 'decide', 'approve'))).toBe('outcome.notOffered');
      await decides(review, 'approveWithConditions');
      expect(await review.ended()).toBe('conditionallyApproved');
      expect(office.letters.get(review.caseId)?.conditions).toEqual([
        {
          text: CONDITION.text,
          owner: '企业安全总监',
          dueOn: '2037-12-10',
          checkPoint: '试生产前',
          setBy: '区消防救援大队',
        },
      ]);
      const life = await office.openedBy(review, 'projectLife');
      const obligation = await office.openedBy(life, 'obligation');
      expect(obligation.clock('obligation.due').dueDay).toBe('2037-12-10');
      await obligation.answer('firma.applicant1', 'fulfil', 'report', { says: '已配备', attachments: ['验收单.pdf'] });
      expect(obligation.row.court).toEqual(['FRB']);
    });
  });

  it('two rounds of corrections: the legal time rests in both, and only who asked reviews again', async () => {
    await story('two-correction-rounds', async (review) => {
      await underReview(review);
      expect(drafting(review)).toHaveLength(7);
      await opines(review, 'EMB', 'correction');
      await opines(review, 'EEB', 'correction');
      await othersAgree(review);
      await corrects(review, 2, '2037-09-02 10:00', '2037-09-07 15:00');
      expect(drafting(review).sort()).toEqual(['EEB', 'EMB']);
      // Due 11-06; left out: Thursday 09-03, Friday 4, Monday 7. Three more after Friday 11-06: 9, 10, 11.
      expect(review.clock('jointReview.legal')).toMatchObject({ status: 'running', dueDay: '2037-11-11' });
      await opines(review, 'EEB', 'agree');
      await opines(review, 'EMB', 'correction');
      await corrects(review, 3, '2037-09-10 10:00', '2037-09-14 15:00');
      expect(drafting(review)).toEqual(['EMB']);
      // Left out as well: Friday 09-11 and Monday 14. Two more: 12, 13.
      expect(review.clock('jointReview.legal').dueDay).toBe('2037-11-13');
      await opines(review, 'EMB', 'agree');
      await proposes(review, 'proposeApprove');
      // Published on Monday 09-14: 15–18 (4), and Sunday the 20th, worked for the National Day week (5).
      await review.until('2037-09-20 23:30');
      expect(review.stands).toEqual(['publicNotice']);
      await review.until('2037-09-21 09:00');
      await decides(review, 'approve');
      expect(await review.ended()).toBe('approved');
    });
  });

  it('dispute: a duty that nobody owns falls to 区应急管理局, who cannot refuse it', async () => {
    await story('dispute-backstop', async (review) => {
      await underReview(review);
      expect(
        await refusedWith(review.answer('emb.officer1', 'draft', 'notOurs', { of: 'EMB', says: '不属我局职责' })),
      ).toBe('outcome.notOffered');
      await opines(review, 'FRB', 'notOurs');
      await othersAgree(review);
      await review.standsIn('jointMeeting');
      expect(review.row.court).toEqual(['HWEDZ']);
      // Monday 08-31 + 5 working days: September 1–4, 7.
      expect(review.clock('jointReview.meeting').dueDay).toBe('2037-09-07');
      expect(await refusedWith(review.answer('hwedz.officer1', 'jointMeeting', 'dutyUnclear', { says: '兜底' }))).toBe(
        'outcome.demandsField',
      );
      await review.until('2037-09-02 14:00');
      await meets(review, 'dutyUnclear');
      await review.standsIn('draft');
      expect(review.row.court).toEqual(['EMB']);
      // Wednesday 09-02 + 10 working days: 3, 4 (2), 7–11 (7), 14–16 (10).
      expect(review.clock('jointReview.backstop').dueDay).toBe('2037-09-16');
      expect(
        await refusedWith(review.answer('emb.officer2', 'draft', 'notOurs', { of: 'holder', says: '不属我局职责' })),
      ).toBe('outcome.unknown');
      await opines(review, 'EMB', 'agree', 'holder');
      await proposes(review, 'proposeApprove');
      // Published on 09-02: 3, 4, 7, 8, 9.
      await review.until('2037-09-10 09:00');
      await decides(review, 'approve');
      expect(await review.ended()).toBe('approved');
    });
  });

  it('dispute: 编办 says who is responsible and nothing on safety; its silence decides nothing', async () => {
    await story('dispute-establishment-office', async (review) => {
      await underReview(review);
      await opines(review, 'FRB', 'notOurs');
      await othersAgree(review);
      await meets(review, 'irreconcilable');
      await review.standsIn('estabArbitration');
      expect(review.row.court).toEqual(['ESTAB']);
      // Monday 08-31 + 10 working days: September 1–4 (4), 7–11 (9), 14 (10).
      expect(review.clock('jointReview.establishmentOffice').dueDay).toBe('2037-09-14');
      await review.until('2037-09-16 10:00');
      expect(review.stands).toEqual(['estabArbitration']);
      // Warned after 8 of 10 days (09-10), overdue from 09-15, reminded at nine on the 16th.
      expect(review.alarms('jointReview.establishmentOffice')).toEqual(['warning', 'overdue', 'reminder']);
      const answer = { says: '由消防救援大队负责', filled: ['dutyHolder'], attachments: ['协调函.pdf'] };
      for (const safe of ['agree', 'object', 'approve']) {
        expect(await refusedWith(review.answer('estab.director', 'estabArbitration', safe, answer))).toBe(
          'outcome.unknown',
        );
      }
      const judging = { ...answer, facts: { dutyHolder: 'FRB', opinion: 'AGREE' } };
      expect(await refusedWith(review.answer('estab.director', 'estabArbitration', 'assign', judging))).toBe(
        'outcome.factNotTaken',
      );
      await review.answer('estab.director', 'estabArbitration', 'assign', { ...answer, facts: { dutyHolder: 'FRB' } });
      await review.standsIn('draft');
      expect(review.row.court).toEqual(['FRB']);
      // Safety is judged by the one who was named, as by every department: here it objects, and the approval is barred.
      await opines(review, 'FRB', 'object', 'holder');
      await meets(review, 'upheld');
      expect(
        await refusedWith(review.answer('hwedz.officer1', 'decisionDraft', 'proposeApprove', { says: '同意' })),
      ).toBe('outcome.notOffered');
      await proposes(review, 'proposeReject', '消防救援力量不满足要求。');
      await decides(review, 'reject');
      expect(await review.ended()).toBe('rejected');
    });
  });

  it('objection and hearing: asked on the third day of the notice, held within twenty working days of it, decided by its record', async () => {
    await story('objection-and-announced-hearing', async (review, office) => {
      await published(review);
      await review.until('2037-09-02 10:00');
      expect(await refusedWith(review.message('firma.applicant1', 'objection'))).toBe('access.denied');
      await objects(review);
      await checks(review, 'hearing', '2037-09-02');
      await review.until('2037-09-04 10:00');
      await objects(review);
      await checks(review, 'hearingJoined');
      await review.until('2037-09-07 23:30');
      expect(review.stands).toEqual(['publicNotice']);
      await review.until('2037-09-08 09:00');
      await review.standsIn('arrangeHearing');
      // Told on Tuesday 09-08, seven working days ahead: 9–11 (3), 14–17 (7).
      expect(await refusedWith(announces(review, '2037-09-16'))).toBe('outcome.dayTooEarly');
      await announces(review, '2037-09-18');
      await review.standsIn('holdHearing');
      expect(office.hearings.get(review.caseId)).toBe('2037-09-18 9:30 示例大道1号会议室');
      // Asked on Wednesday 09-02: 3, 4 (2), 7–11 (7), 14–18 (12), 20 (13), 21–24 (17), 28–30 (20).
      expect(review.clock('hearing.hold').dueDay).toBe('2037-09-30');
      expect(review.clock('jointReview.legal')).toMatchObject({ status: 'stopped', dueDay: null });
      await review.until('2037-09-18 15:00');
      const held = { says: '听证已举行', filled: HEARD, facts: { heldOn: '2037-09-18' } };
      expect(await refusedWith(review.answer('hwedz.deputy', 'holdHearing', 'held', held))).toBe(
        'outcome.demandsAttachment',
      );
      expect(
        await refusedWith(
          review.answer('hwedz.officer1', 'holdHearing', 'held', { ...held, attachments: ['笔录.pdf'] }),
        ),
      ).toBe('task.notYours');
      await review.answer('hwedz.deputy', 'holdHearing', 'held', { ...held, attachments: ['笔录.pdf'] });
      expect(review.clock('hearing.hold').status).toBe('met');
      // The notice ended on Monday 09-07: September 8–11 (4) and 14–18 (9) are left out; nine after Friday 11-06: 9–13 (5), 16–19 (9).
      expect(review.clock('jointReview.legal')).toMatchObject({ status: 'running', dueDay: '2037-11-19' });
      const hearing = review.events.find((e) => e.type === 'taskCompleted' && e.data['stage'] === 'holdHearing');
      expect(hearing?.data).toMatchObject({ outcome: 'held', attachments: ['笔录.pdf'] });
      await proposes(review, 'proposeConditional', '根据听证笔录，附条件同意。');
      await decides(review, 'approveWithConditions');
      expect(await review.ended()).toBe('conditionallyApproved');
      expect(office.letters.get(review.caseId)?.reasons).toBe('根据听证笔录，附条件同意。');
    });
  });

  it('an objection that nobody took down in its extra working day comes onto the case by itself; nothing is decided before', async () => {
    await story('objection-taken-by-itself', async (review, office) => {
      await published(review);
      office.unheard.set(review.caseId, 2);
      await review.until('2037-09-08 09:00');
      await review.standsIn('checkObjection');
      expect(review.open('decide')).toEqual([]);
      // The window has five working days from the end of the notice: September 8–11 (4), 14 (5).
      expect(review.clock('jointReview.objection').dueDay).toBe('2037-09-14');
      await review.until('2037-09-09 10:00');
      await checks(review, 'dismissed');
      await checks(review, 'noted');
      await review.standsIn('considerObjections');
      await review.answer('hwedz.officer1', 'considerObjections', 'answered', { says: '已逐条答复。' });
      expect(review.events.filter((e) => e.data['activity'] === 'takeObjection')).toHaveLength(3);
      await decides(review, 'approve');
      expect(await review.ended()).toBe('approved');
    });
  });

  it('rejection: with reasons and remedies, without a notice and without a life', async () => {
    await story('rejection', async (review, office) => {
      await underReview(review);
      await opines(review, 'EMB', 'object');
      await othersAgree(review);
      await meets(review, 'upheld');
      expect(await refusedWith(review.answer('hwedz.officer1', 'decisionDraft', 'proposeReject'))).toBe(
        'outcome.demandsOpinion',
      );
      await proposes(review, 'proposeReject', '外部安全防护距离不足，不符合安全条件。');
      await decides(review, 'reject');
      expect(await review.ended()).toBe('rejected');
      const letter = office.letters.get(review.caseId);
      expect(letter).toMatchObject({ decision: 'rejected', reasons: '外部安全防护距离不足，不符合安全条件。' });
      expect(letter?.opinions.find((o) => o.department === '区应急管理局')).toMatchObject({
        opinion: '不予通过',
        summary: '外部安全防护距离不足。',
      });
      // 行政复议法 第二十条, 行政诉讼法 第四十六条.
      expect(letter?.remedies).toMatchObject({ reviewPeriod: '六十日', suitPeriod: '六个月' });
      expect([...office.record.cases.keys()]).toEqual([review.caseId]);
    });
  });
});
