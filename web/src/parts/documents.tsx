import { useQueries, useQuery } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useId, useRef, useState } from 'react';
import { answer, api, requestHeaders } from '../api/client';
import { ApiProblem } from '../api/problem';
import type { DocumentInfo } from '../api/types';
import { commonText } from '../text/common.text';
import { useText } from '../text/text';
import { minute } from '../text/time';
import { partsText } from './parts.text';
import { ProblemAlert } from './problem-alert';

const SHOWN = ['application/pdf', 'image/png', 'image/jpeg'];

/** Uploads a file; its type is checked by the server against its content. */
export async function uploadDocument(file: File, kind: string, caseId?: string): Promise<DocumentInfo> {
  const body = new FormData();
  body.append('file', file);
  const query = new URLSearchParams({ kind, ...(caseId === undefined ? {} : { caseId }) });
  const response = await fetch(`/api/v1/documents?${query}`, {
    method: 'POST',
    body,
    headers: requestHeaders('POST'),
  }).catch(() => {
    throw ApiProblem.away();
  });
  if (!response.ok) throw await ApiProblem.of(response);
  return (await response.json()) as DocumentInfo;
}

const infoQuery = (id: string) => ({
  queryKey: ['document', id],
  queryFn: () => answer(api.GET('/api/v1/documents/{id}', { params: { path: { id } } })) as Promise<DocumentInfo>,
  staleTime: Infinity,
});

export const useDocument = (id: string) => useQuery(infoQuery(id));

const size = (bytes: number): string =>
  bytes < 1_048_576 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`;

/** Documents by id, each to be looked at or fetched. */
export function DocumentList({ ids, onRemove }: { ids: readonly string[]; onRemove?: (id: string) => void }) {
  const t = useText(partsText);
  const c = useText(commonText);
  const found = useQueries({ queries: ids.map(infoQuery) });
  const [shown, setShown] = useState<DocumentInfo | null>(null);
  if (ids.length === 0) return null;
  return (
    <>
      <ul className="list-rows">
        {found.map(({ data }, at) =>
          data ? (
            <li key={data.documentId} className="row spread">
              <span>
                {data.filename} <span className="muted">{size(data.size)}</span>
              </span>
              <span className="row">
                <Button size="small" onClick={() => setShown(data)} aria-label={`${t('preview')} ${data.filename}`}>
                  {t('preview')}
                </Button>
                {onRemove && (
                  <Button
                    size="small"
                    onClick={() => onRemove(data.documentId)}
                    aria-label={`${c('remove')} ${data.filename}`}
                  >
                    {c('remove')}
                  </Button>
                )}
              </span>
            </li>
          ) : (
            <li key={ids[at]} className="muted">
              {c('loading')}
            </li>
          ),
        )}
      </ul>
      {shown && <DocumentPreview document={shown} onClose={() => setShown(null)} />}
    </>
  );
}

/** Pictures and PDF in the page, with what proves that the file is the one that was handed in. */
export function DocumentPreview({ document, onClose }: { document: DocumentInfo; onClose: () => void }) {
  const t = useText(partsText);
  const c = useText(commonText);
  const address = `/api/v1/documents/${document.documentId}/content`;
  const inline = `${address}?as=inline`;
  return (
    <Modal
      open
      title={document.filename}
      width={960}
      onCancel={onClose}
      footer={
        <Button type="primary" href={address} download>
          {c('download')}
        </Button>
      }
    >
      <div className="stack">
        {!SHOWN.includes(document.mediaType) ? (
          <p className="note">{t('noPreview')}</p>
        ) : document.mediaType.startsWith('image/') ? (
          <img src={inline} alt={document.filename} style={{ maxWidth: '100%' }} />
        ) : (
          <iframe className="preview-frame" src={inline} title={document.filename} />
        )}
        <p className="muted" style={{ overflowWrap: 'anywhere' }}>
          {minute(document.uploadedAt)} · {t('fingerprint')} {document.sha256}
        </p>
      </div>
    </Modal>
  );
}

/** A button that takes files, and says what is wrong with those that were refused. */
export function UploadButton({
  kind,
  caseId,
  label,
  onUploaded,
}: {
  kind: string;
  caseId?: string | undefined;
  label?: string;
  onUploaded: (document: DocumentInfo) => void;
}) {
  const t = useText(partsText);
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const helpId = useId();
  const take = async (files: FileList | null) => {
    setError(null);
    try {
      for (const file of Array.from(files ?? [])) {
        setBusy(file.name);
        onUploaded(await uploadDocument(file, kind, caseId));
      }
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(null);
      if (input.current) input.current.value = '';
    }
  };
  return (
    <div className="stack">
      <div className="row">
        <Button loading={busy !== null} onClick={() => input.current?.click()} aria-describedby={helpId}>
          {label ?? t('upload')}
        </Button>
        <span className="muted" id={helpId} role="status">
          {busy === null ? t('uploadHelp') : t('uploading', { name: busy })}
        </span>
      </div>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={label ?? t('upload')}
        onChange={({ target }) => void take(target.files)}
      />
      <ProblemAlert error={error} />
    </div>
  );
}
