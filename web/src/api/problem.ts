import { say } from '../text/text';

export interface FieldFault {
  field: string;
  code: string;
  detail: string;
  rule: string;
}

interface ProblemBody {
  code?: string;
  title?: string;
  detail?: string;
  errors?: FieldFault[];
  traceId?: string;
}

/** Answers of something between the page and the server, when the server itself is away. */
const AWAY = [0, 502, 503, 504];

/** What the server refused, in words for the reader. */
export class ApiProblem extends Error {
  readonly code: string;
  readonly title: string;
  readonly errors: FieldFault[];
  readonly traceId: string;

  constructor(
    readonly status: number,
    body: ProblemBody,
  ) {
    super(body.detail ?? say(['操作没有完成，请稍后再试。', 'This did not work. Try again later.']));
    this.code = body.code ?? `http.${status}`;
    this.title = body.title ?? say(['操作未完成', 'Not done']);
    this.errors = body.errors ?? [];
    this.traceId = body.traceId ?? '';
  }

  /** The server, or what it needs, does not answer: asking again with the same key is safe. */
  get isAway(): boolean {
    return AWAY.includes(this.status);
  }

  static async of(response: Response): Promise<ApiProblem> {
    const body = (await response.json().catch(() => ({}))) as ProblemBody;
    return new ApiProblem(response.status, body);
  }

  static away(): ApiProblem {
    return new ApiProblem(0, {
      code: 'away',
      title: say(['服务器没有应答', 'The server does not answer']),
      detail: say([
        '与服务器的连接中断。您填写的内容仍在页面上，连接恢复后会继续。',
        'The connection was lost. What you typed is still on the page; work goes on when the server is back.',
      ]),
    });
  }
}

export const isProblem = (error: unknown): error is ApiProblem => error instanceof ApiProblem;
export const isAway = (error: unknown): boolean => isProblem(error) && error.isAway;
