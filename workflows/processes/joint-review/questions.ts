import type { FormDefinition, FormQuestion } from '../definition';
import { t } from '../wording';
import { BASIS } from './basis';

/** A question of the review matrix, as a row of reference data. */
export type ReviewQuestion = FormQuestion;

/** A form that also asks the questions of the matrix; without questions it is as it was. */
export function withQuestions(form: FormDefinition, questions: readonly ReviewQuestion[]): FormDefinition {
  if (questions.length === 0) return form;
  const findings = {
    key: 'findings',
    name: t('逐项审查结论', 'Findings, question by question'),
    type: 'findings' as const,
    help: t('逐项填写；未填写的在审查一览中列为未答。', 'What is not answered is shown as missing in the matrix.'),
    basis: BASIS.examination,
    questions: questions.map(({ code, name, departments, basis }) => ({ code, name, departments, basis })),
  };
  const [opinion, ...rest] = form.fields;
  return { ...form, fields: [...(opinion ? [opinion] : []), findings, ...rest] };
}
