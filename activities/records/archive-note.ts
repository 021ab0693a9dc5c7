/** Goes into every archive, for whoever opens it in twenty years. */
export const ARCHIVE_NOTE = `案件档案 / Case archive

events.jsonl    案件记录，每行一条，按序号排列；每条含上一条的散列值（prevHash）和本条的散列值（hash）
                The record of the case, one event per line; each holds the hash of the one before and its own.
case.json, tasks.json      案件和待办的最终状态 / final state of case and tasks
library.json    办理时适用的流程定义、日历和时限 / definitions, calendars and limits that applied
letters.json    文书编号 / numbered letters
forms/          已提交的表单（数据和 PDF）/ submitted forms, data and PDF
documents/      材料；documents.json 载明其类型、大小和散列值 / papers; documents.json has type, size and hashes
anchors.json    每日锚定的证明 / proofs of the daily anchors
history.json    流程执行历史（如有）/ execution history, if present
manifest.json   全部文件的大小和 SHA-256 / size and SHA-256 of each file
signature.json  对 manifest.json 的 Ed25519 签名 / Ed25519 signature over manifest.json

校验方法 / how to check:
  node verify-archive.mjs ARCHIVE.zip --key PUBLIC_KEY.pem

也可不用程序手工校验 / by hand:
  1. signature.json 中的签名应与 manifest.json 的原始字节相符，keyId 为公钥（SPKI DER）SHA-256 的前16位。
     The signature must fit the bytes of manifest.json; keyId is the head of the SHA-256 of the public key (SPKI, DER).
  2. 每个文件的 SHA-256 应与 manifest.json 所载一致。
     The SHA-256 of each file must be the one in manifest.json.
  3. hash = SHA-256（去掉 hash 后的事件按 RFC 8785 规范化的 JSON），首条的 prevHash 为64个0。
     hash = SHA-256 of the event without its hash as canonical JSON (RFC 8785); the first prevHash is 64 zeros.
`;
