import { App, Button, Modal } from 'antd';
import { useRef, useState, type ReactNode } from 'react';
import { useCommand } from '../api/use-command';
import { commonText } from '../text/common.text';
import { useText } from '../text/text';
import { focusFirstFault } from './field';
import type { KeptPlace } from './kept-places';
import { KeptState } from './kept-state';
import { partsText } from './parts.text';
import { ProblemAlert } from './problem-alert';
import { useKept } from './use-kept';

export interface ActionDialogProps<Values> {
  title: string;
  submit: string;
  danger?: boolean;
  initial: Values;
  /** What is missing, by the key of the value. */
  check: (values: Values) => Partial<Record<keyof Values, string>>;
  send: (values: Values, key: string) => Promise<unknown>;
  done: string;
  onClose: (done: boolean) => void;
  /** Texts that are not lost when the dialog is closed or the page is left: kept there until they are sent. */
  keep?: { place: KeptPlace; keys: readonly (keyof Values & string)[] };
  width?: number;
  children: (form: {
    values: Values;
    set: (change: Partial<Values>) => void;
    faults: Partial<Record<keyof Values, string>>;
  }) => ReactNode;
}

/** A dialog that collects what a command needs, says what is missing, sends it once and reports. */
export function ActionDialog<Values extends object>(props: ActionDialogProps<Values>) {
  const c = useText(commonText);
  const p = useText(partsText);
  const { message } = App.useApp();
  const [typed, setTyped] = useState(props.initial);
  const { keep } = props;
  const kept = useKept(keep?.place ?? null);
  const { draft, change, forget } = kept;
  const values = keep ? { ...typed, ...only(draft.values, keep.keys) } : typed;
  const set = (part: Partial<Values>) => {
    setTyped((before) => ({ ...before, ...part }));
    const words = only(part, keep?.keys ?? []);
    if (Object.keys(words).length > 0) change({ values: { ...draft.values, ...words } });
  };
  const [tried, setTried] = useState(false);
  const body = useRef<HTMLFormElement>(null);
  const faults = tried ? props.check(values) : {};
  const command = useCommand(props.send, () => {
    void message.success(props.done);
    forget();
    props.onClose(true);
  });
  const submit = () => {
    setTried(true);
    if (Object.values(props.check(values)).some((fault) => fault !== undefined)) {
      focusFirstFault(body.current ?? document);
      return;
    }
    command.mutate(values);
  };
  return (
    <Modal
      open
      title={props.title}
      width={props.width ?? 560}
      onCancel={() => props.onClose(false)}
      mask={{ closable: false }}
      // The reader begins with the first thing to fill in, not with the button that closes.
      afterOpenChange={(open) => open && body.current?.querySelector<HTMLElement>('select, textarea, input')?.focus()}
      footer={[
        <Button key="cancel" onClick={() => props.onClose(false)}>
          {c('cancel')}
        </Button>,
        <Button key="ok" type="primary" danger={props.danger ?? false} loading={command.isPending} onClick={submit}>
          {props.submit}
        </Button>,
      ]}
    >
      <form
        className="stack"
        ref={body}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {kept.restored && (
          <p className="note row spread">
            {p('draftKept')}
            <Button
              size="small"
              onClick={() => {
                setTyped(props.initial);
                void kept.discard();
              }}
            >
              {p('draftDiscard')}
            </Button>
          </p>
        )}
        {props.children({ values, set, faults })}
        {keep && <KeptState {...kept} />}
        <ProblemAlert error={command.error} />
      </form>
    </Modal>
  );
}

/** Those of the values that are kept. */
function only<Values extends object>(values: Values, keys: readonly string[]): Partial<Values> {
  return Object.fromEntries(Object.entries(values).filter(([key]) => keys.includes(key))) as Partial<Values>;
}
