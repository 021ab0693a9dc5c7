import { answer, api } from '../api/client';
import type { components } from '../api/schema';
import type { KeptDraft } from './use-kept';

type Stored = components['schemas']['DraftDto'];

/** Where something that is being written is kept. */
export interface KeptPlace {
  /** Of the copy in this browser. */
  key: string;
  read: () => Promise<Stored>;
  /** @throws Problem `draft.changed` when there is another version than the one it goes on from */
  write: (draft: KeptDraft & { version: number }) => Promise<Stored>;
  remove: () => Promise<unknown>;
}

/** The answer of a task. The server forgets it, and what stands in dialogs about the task, when the task is answered. */
export function answerOf(taskId: string): KeptPlace {
  const params = { path: { taskId } };
  const path = '/api/v1/tasks/{taskId}/draft';
  return {
    key: `hazflow.answer.${taskId}`,
    read: () => answer(api.GET(path, { params })),
    write: ({ values, ...rest }) => answer(api.PUT(path, { params, body: { ...rest, values: values as never } })),
    remove: () => answer(api.DELETE(path, { params })),
  };
}

/** A dialog about a task, such as `transfer` or `return.<outcome>`. */
export function onTask(taskId: string, dialog: string): KeptPlace {
  const params = { path: { taskId, dialog } };
  const path = '/api/v1/tasks/{taskId}/dialogs/{dialog}/draft';
  return {
    key: `hazflow.dialog.${taskId}.${dialog}`,
    read: () => answer(api.GET(path, { params })),
    write: ({ values, ...rest }) => answer(api.PUT(path, { params, body: { ...rest, values: values as never } })),
    remove: () => answer(api.DELETE(path, { params })),
  };
}

/** A dialog about a case, such as `comment` or `stop.<clock>`. */
export function onCase(caseId: string, dialog: string): KeptPlace {
  const params = { path: { caseId, dialog } };
  const path = '/api/v1/cases/{caseId}/dialogs/{dialog}/draft';
  return {
    key: `hazflow.dialog.${caseId}.${dialog}`,
    read: () => answer(api.GET(path, { params })),
    write: ({ values, ...rest }) => answer(api.PUT(path, { params, body: { ...rest, values: values as never } })),
    remove: () => answer(api.DELETE(path, { params })),
  };
}

/** What is written for several tasks of one stage. */
export function onStage(process: string, stage: string): KeptPlace {
  const params = { path: { process, stage } };
  const path = '/api/v1/tasks/bulk/{process}/{stage}/draft';
  return {
    key: `hazflow.bulk.${process}.${stage}`,
    read: () => answer(api.GET(path, { params })),
    write: ({ values, ...rest }) => answer(api.PUT(path, { params, body: { ...rest, values: values as never } })),
    remove: () => answer(api.DELETE(path, { params })),
  };
}
