import { ApiProperty } from '@nestjs/swagger';

/** One fault in one place of the request. */
export class FieldFault {
  @ApiProperty({
    example: 'substances[2].cas',
    description: 'Path in the submitted body, or the name of the header or parameter.',
  })
  field!: string;

  @ApiProperty({ example: 'cas.digit', description: 'Stable code of the fault.' })
  code!: string;

  @ApiProperty({
    example: 'CAS 号“7782-50-6”的校验码应为 5，请核对。',
    description: 'What to do, in the language of the request.',
  })
  detail!: string;

  @ApiProperty({ example: 'isCas', description: 'The rule that was broken: its id and, where it has one, the clause.' })
  rule!: string;
}

/** Problem details (RFC 9457), media type application/problem+json. */
export class Problem {
  @ApiProperty({ example: 'urn:hazflow:problem:case.stale' })
  type!: string;

  @ApiProperty({ example: '与当前状态冲突' })
  title!: string;

  @ApiProperty({ example: 409 })
  status!: number;

  @ApiProperty({ example: 'case.stale', description: 'Stable code; clients compare this.' })
  code!: string;

  @ApiProperty({ example: '案件已有新的办理记录，您看到的内容不是最新的。请刷新后再办理。' })
  detail!: string;

  @ApiProperty({ example: '/api/v1/cases/JR-2026-0001/tasks/1' })
  instance!: string;

  @ApiProperty({ type: [FieldFault] })
  errors!: FieldFault[];

  @ApiProperty({ example: '8b0c1c0e-…', description: 'The request id; quote it to the administrator.' })
  traceId!: string;
}
