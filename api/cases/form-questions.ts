import type { FormDefinition } from '../../workflows/processes/definition';

/** A form as an organisation has it: of the questions of the matrix its own. */
export function formFor(form: FormDefinition | undefined, org: string | null): FormDefinition | undefined {
  return (
    form && {
      ...form,
      fields: form.fields.map((field) =>
        field.questions
          ? { ...field, questions: field.questions.filter(({ departments }) => departments.includes(org ?? '')) }
          : field,
      ),
    }
  );
}
