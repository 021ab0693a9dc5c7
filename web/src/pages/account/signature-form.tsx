import { useMutation } from '@tanstack/react-query';
import { App, Button, Modal } from 'antd';
import { useEffect, useId, useRef, useState } from 'react';
import SignaturePad from 'signature_pad';
import { answer, api } from '../../api/client';
import { ProblemAlert } from '../../parts/problem-alert';
import { commonText } from '../../text/common.text';
import { useText } from '../../text/text';
import { accountText } from './account.text';

/** In the units of the page; the picture has at most twice as many points. */
const PAD = { width: 520, height: 200 };
const DENSEST = 2;

/** Draws a signature, or takes a picture of one from whoever cannot or will not draw. */
export function SignatureForm({ onClose }: { onClose: (saved: boolean) => void }) {
  const t = useText(accountText);
  const c = useText(commonText);
  const { message } = App.useApp();
  const canvas = useRef<HTMLCanvasElement>(null);
  const pad = useRef<SignaturePad | null>(null);
  const [drawn, setDrawn] = useState(false);
  const [file, setFile] = useState<File | null>(null);
  const [tried, setTried] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);
  const ids = { help: useId(), upload: useId(), uploadHelp: useId(), fault: useId() };

  useEffect(() => {
    const sheet = canvas.current!;
    const density = Math.min(Math.max(window.devicePixelRatio || 1, 1), DENSEST);
    // The pad takes the places of the pen as they are on the page: the picture must be as wide as what is shown.
    const width = sheet.offsetWidth || PAD.width;
    sheet.width = width * density;
    sheet.height = PAD.height * density;
    sheet.getContext('2d')!.scale(density, density);
    // Black on nothing: it reads on paper and beside any other colour of the page's light theme.
    const made = new SignaturePad(sheet, { penColor: '#000', minWidth: 0.8, maxWidth: 2.8 });
    const note = () => setDrawn(!made.isEmpty());
    made.addEventListener('endStroke', note);
    pad.current = made;
    return () => {
      made.removeEventListener('endStroke', note);
      made.off();
    };
  }, []);

  const save = useMutation({
    mutationFn: async () => {
      const png = file ? await base64Of(file) : pad.current!.toDataURL('image/png').split(',')[1]!;
      return answer(api.POST('/api/v1/profile/signatures', { body: { png } }));
    },
    onSuccess: () => {
      void message.success(t('signatureSaved'));
      onClose(true);
    },
  });
  const missing = !drawn && !file;
  const submit = () => {
    setTried(true);
    if (!missing) save.mutate();
  };
  const undo = () => {
    const strokes = pad.current!.toData();
    pad.current!.fromData(strokes.slice(0, -1));
    setDrawn(strokes.length > 1);
  };
  const clear = () => {
    pad.current!.clear();
    setDrawn(false);
  };
  return (
    <Modal
      open
      title={t('signature')}
      width={620}
      mask={{ closable: false }}
      onCancel={() => onClose(false)}
      afterOpenChange={(open) => open && chooser.current?.focus()}
      okText={t('signatureSave')}
      cancelText={c('cancel')}
      confirmLoading={save.isPending}
      onOk={submit}
    >
      <div className="stack">
        <p id={ids.help}>
          {t('signatureDraw')} <span className="muted">{t('signatureDrawHelp')}</span>
        </p>
        <canvas
          ref={canvas}
          className="signature-pad"
          role="img"
          aria-label={t('signaturePad')}
          aria-describedby={ids.help}
          hidden={file !== null}
        />
        {!file && (
          <div className="row">
            <Button disabled={!drawn} onClick={undo}>
              {t('signatureUndo')}
            </Button>
            <Button disabled={!drawn} onClick={clear}>
              {t('signatureClear')}
            </Button>
          </div>
        )}
        <div>
          <label htmlFor={ids.upload}>{t('signatureUpload')}</label>
          <div className="row">
            <input
              ref={chooser}
              id={ids.upload}
              type="file"
              accept="image/png"
              aria-describedby={tried && missing ? `${ids.uploadHelp} ${ids.fault}` : ids.uploadHelp}
              aria-invalid={tried && missing ? true : undefined}
              onChange={({ target }) => setFile(target.files?.[0] ?? null)}
            />
            {file && (
              <Button
                onClick={() => {
                  setFile(null);
                  if (chooser.current) chooser.current.value = '';
                }}
              >
                {t('signatureDrawInstead')}
              </Button>
            )}
          </div>
          <p id={ids.uploadHelp} className="muted">
            {t('signatureUploadHelp')}
          </p>
        </div>
        {file && <Preview file={file} alt={t('signature')} />}
        {tried && missing && (
          <p id={ids.fault} className="fault" role="alert">
            {t('signatureEmpty')}
          </p>
        )}
        <ProblemAlert error={save.error} />
      </div>
    </Modal>
  );
}

function Preview({ file, alt }: { file: File; alt: string }) {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return url === null ? null : (
    <span className="signature">
      <img src={url} alt={alt} />
    </span>
  );
}

function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '');
    reader.onerror = () => reject(reader.error ?? new Error('the file could not be read'));
    reader.readAsDataURL(file);
  });
}
