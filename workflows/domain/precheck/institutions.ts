import { isDay } from '../calendar';
import { APPLICATION_FIELDS, namesOf, specOf, valueAt } from './fields';
import { type Finding, type PreCheckRule, textOf } from './rule';

const notInFuture = (path: string): PreCheckRule['check'] => {
  const names = namesOf(specOf(APPLICATION_FIELDS, path));
  return (draft, { today }) => {
    const day = valueAt(draft, path);
    return isDay(day) && day > today ? [{ field: path, code: 'precheck.futureDate', params: { ...names, day } }] : [];
  };
};

const notExpired = (path: string): PreCheckRule['check'] => {
  const names = namesOf(specOf(APPLICATION_FIELDS, path));
  return (draft, { today }) => {
    const day = valueAt(draft, path);
    return isDay(day) && day < today ? [{ field: path, code: 'precheck.expired', params: { ...names, day } }] : [];
  };
};

export const INSTITUTION_RULES: PreCheckRule[] = [
  { id: 'design.dateNotInFuture', clause: '行政许可法第三十一条（材料真实）', check: notInFuture('design.designDate') },
  {
    id: 'evaluation.dateNotInFuture',
    clause: '行政许可法第三十一条（材料真实）',
    check: notInFuture('evaluation.reportDate'),
  },
  { id: 'design.certificateValid', clause: '45号令第七条', check: notExpired('design.validTo') },
  {
    id: 'evaluation.certificateValid',
    clause: '安全生产法第七十二条；45号令第九条',
    check: notExpired('evaluation.validTo'),
  },
  {
    id: 'evaluation.afterDesign',
    clause: '45号令第九条',
    check: ({ design, evaluation }) => {
      const [made, reported] = [design?.designDate, evaluation?.reportDate];
      if (!isDay(made) || !isDay(reported) || reported >= made) return [];
      return [
        {
          field: 'evaluation.reportDate',
          code: 'precheck.reportBeforeDesign',
          params: { report: reported, design: made },
        },
      ];
    },
  },
  {
    id: 'design.gradeKnown',
    clause: '45号令第七条',
    check: ({ design }, { reference: { institutions } }) =>
      choiceFinding(
        'design.grade',
        design?.grade,
        institutions.designGrades.map(({ code }) => code),
      ),
  },
  {
    id: 'design.gradeForKeyHazard',
    clause: '45号令第七条',
    check: ({ design }, { inScope, reference: { institutions } }) => {
      const grade = institutions.designGrades.find(({ code }) => code === textOf(design?.grade));
      if (!inScope || !grade || grade.forKeyHazard) return [];
      return [{ field: 'design.grade', code: 'precheck.designGrade', params: { grade: grade.name.zh } }];
    },
  },
  {
    id: 'evaluation.scopeKnown',
    clause: '安全评价检测检验机构管理办法第五条',
    check: ({ evaluation }, { reference: { institutions } }) =>
      choiceFinding(
        'evaluation.scope',
        evaluation?.scope,
        institutions.evaluationScopes.map(({ code }) => code),
      ),
  },
  {
    id: 'evaluation.scopeCoversChemicals',
    clause: '45号令第九条',
    check: ({ evaluation }, { reference: { institutions } }) => {
      const scope = institutions.evaluationScopes.find(({ code }) => code === textOf(evaluation?.scope));
      if (!scope || scope.coversChemicals) return [];
      return [{ field: 'evaluation.scope', code: 'precheck.scopeOfEvaluation', params: { scope: scope.name.zh } }];
    },
  },
];

function choiceFinding(path: string, value: unknown, choices: string[]): Finding[] {
  const given = textOf(value);
  if (given === null || choices.includes(given)) return [];
  const params = { ...namesOf(specOf(APPLICATION_FIELDS, path)), value: given, choices: choices.join('、') };
  return [{ field: path, code: 'precheck.choice', params }];
}
