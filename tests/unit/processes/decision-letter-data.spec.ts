import { decisionText, quotedForms } from '../../../activities/automations/decision-letter-data';
import { CONDITION, decidedOnConditions } from '../../support/joint-review-decided';

describe('联合审查决定书', () => {
  it('tells when the legal time began and when it was decided', async () => {
    const { text } = await decidedOnConditions();
    expect(text.project.acceptedOn).toBe('2026-09-01');
    expect(text.issuedOn).toBe('2026-09-10');
    expect(text.decision).toBe('conditionallyApproved');
  });

  it('quotes the opinion that was signed, not the draft that was returned', async () => {
    const { text } = await decidedOnConditions();
    expect(text.opinions).toHaveLength(7);
    expect(text.opinions.find((o) => o.department === '区应急管理局')).toEqual({
      department: '区应急管理局',
      opinion: '有条件同意',
      summary: '自动化控制须先投用',
      signedOn: '2026-09-08',
    });
  });

  it('lists the conditions with who set them and what they bar', async () => {
    const { text } = await decidedOnConditions();
    expect(text.conditions).toEqual([
      {
        text: CONDITION.text,
        owner: '生产负责人',
        dueOn: '2027-03-31',
        checkPoint: '试生产前',
        setBy: '区应急管理局',
      },
      {
        text: CONDITION.text,
        owner: '生产负责人',
        dueOn: '2027-03-31',
        checkPoint: '投料之前',
        setBy: '杭州湾上虞经济技术开发区管委会',
      },
    ]);
  });

  it('carries the computed grade', async () => {
    const { text } = await decidedOnConditions();
    expect(text.screening.alpha).toBe(1.5);
    expect(text.screening.units).toContainEqual(expect.objectContaining({ s: 15.6, r: 68.4, grade: 2 }));
  });

  it('names who took over an unclear duty, and who held that it was not its own', async () => {
    const { source } = await decidedOnConditions();
    const results = source.input.results.map((r) =>
      r.branch === 'FRB' ? { ...r, facts: { opinion: 'NOT_OURS' } } : r,
    );
    results.push({ block: 'dutyReview', branch: 'holder', result: 'signed', facts: { opinion: 'AGREE' } });
    const input = { ...source.input, results, facts: { ...source.input.facts, dutyHolder: 'EMB' } };
    const { opinions } = decisionText({ ...source, input });
    expect(opinions.find((o) => o.department === '区消防救援大队')?.opinion).toBe('认为不属本部门职责');
    expect(opinions.filter((o) => o.department === '区应急管理局').map((o) => o.opinion)).toEqual([
      '有条件同意',
      '同意',
    ]);
  });

  it('reads only the forms that it quotes', async () => {
    const { source } = await decidedOnConditions();
    expect(quotedForms(source.events, source.tasks)).toEqual(expect.arrayContaining(['second', 'proposal']));
  });
});
