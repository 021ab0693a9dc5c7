#!/bin/sh
# Registers the search attributes of a case; those that exist already stay.
set -eu
for attribute in ProcessCode=Keyword CaseNo=Keyword EnterpriseId=Keyword; do
  temporal operator search-attribute create --name "${attribute%=*}" --type "${attribute#*=}" || true
done
