import type { Connection } from 'mongoose';
import { FORM_MODEL, formSchema, type FormRecord } from './form.schema';
import { modelOf } from './model-of';

export async function findForm(connection: Connection, formId: string): Promise<FormRecord | null> {
  return modelOf(connection, FORM_MODEL, formSchema).findById(formId).lean<FormRecord>();
}

export async function findForms(connection: Connection, formIds: readonly string[]): Promise<FormRecord[]> {
  return modelOf(connection, FORM_MODEL, formSchema)
    .find({ _id: { $in: formIds } })
    .lean<FormRecord[]>();
}
