import type { FormDefinition, ProcessDefinition } from '../../workflows/processes/definition';
import type { ReviewQuestion } from '../../workflows/processes/joint-review/questions';
import type { Span } from './next-versions';

const isAsking = ({ fields }: FormDefinition): boolean => fields.some(({ type }) => type === 'findings');

/** Whether departments answer question by question in a procedure. */
export const asksQuestions = ({ forms }: ProcessDefinition): boolean => forms.some(isAsking);

/** A definition that asks other questions and is alike in everything else. */
export function withQuestionsOf(
  definition: ProcessDefinition,
  rows: readonly ReviewQuestion[],
  span: Span,
): ProcessDefinition {
  const questions = rows.map(({ code, name, departments, basis }) => ({ code, name, departments, basis }));
  return {
    ...definition,
    ...span,
    forms: definition.forms.map((form) => ({
      ...form,
      fields: form.fields.map((field) => (field.type === 'findings' ? { ...field, questions } : field)),
    })),
  };
}
