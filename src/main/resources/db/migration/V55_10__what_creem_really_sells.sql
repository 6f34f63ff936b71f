-- What Creem last said of each thing that is offered. Only what it sells as plans.yml says is for sale; nobody stands in here.
create table product_check (
  product text primary key,
  -- What was asked about; another price in plans.yml is another question.
  terms text not null,
  -- Why it is not for sale, null where it is.
  fault text,
  asked_at timestamptz not null
);
