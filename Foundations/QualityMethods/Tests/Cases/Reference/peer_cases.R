# Random cases of control charts, capability, acceptance sampling and measurement systems with the answers of the peers
# qcc 2.7, spc 0.6.7, qicharts2 0.8.1, AcceptanceSampling 1.0.11, SixSigma 0.11.1, tolerance 3.0.0 and MASS (R 4.2.2), in
# the form that method-cases reads. Run in this folder: Rscript peer_cases.R, which writes peer_cases.json.
# The data are made; single values stand in lists of at least two.
suppressMessages({library(jsonlite); library(qcc); library(spc); library(AcceptanceSampling); library(SixSigma); library(MASS)})
# The package tolerance, or its file of this function where the package cannot be installed.
K.factor <- if (nzchar(Sys.getenv("K_FACTOR"))) { source(Sys.getenv("K_FACTOR")); K.factor } else tolerance::K.factor
set.seed(20261126)
cases <- list()
add <- function(kind, inputs, expected, rel=1e-8, abs=1e-9, note="") {
  id <- sprintf("%s-%d", kind, length(cases)+1)
  cases[[length(cases)+1]] <<- list(id=id, kind=kind, inputs=inputs, expected=expected, tolerance=list(relative=rel, zero_absolute=abs), note=note)
}
try_add <- function(kind, inputs, f, rel=1e-8, abs=1e-9, note="") {
  e <- tryCatch(suppressWarnings(f()), error=function(e) list(peer_error=conditionMessage(e)))
  add(kind, inputs, e, rel, abs, note)
}
aslist <- function(m) lapply(seq_len(nrow(m)), function(i) as.numeric(m[i,!is.na(m[i,])]))
nul <- function(x) if (length(x)==0 || is.na(x)) NULL else x
# ---- xbar, s, r
for (t in 1:6) {
  k <- sample(c(1,2,5,20,30),1); n <- sample(c(2,3,4,5,7,10,12,15,20,25),1)
  m <- matrix(round(rnorm(k*n, 50, 2)+rep(rnorm(k),n),3), k, n)
  note <- "equal"
  if (t %% 4 == 0 && k>1) { for (i in 1:k) { drop <- sample(0:(n-2),1); if(drop>0) m[i,(n-drop+1):n] <- NA }; note <- "unequal" }
  if (k==1) note <- "one subgroup"
  try_add("cc-xbar", list(data=aslist(m)), function() {
    a <- qcc(m,"xbar",std.dev="UWAVE-SD",plot=FALSE); b <- qcc(m,"xbar",std.dev="UWAVE-R",plot=FALSE)
    list(center=as.numeric(a$center), sigma_sbar_over_c4=a$std.dev, lcl_s=a$limits[1,1], ucl_s=a$limits[1,2], sigma_rbar_over_d2=b$std.dev, lcl_r=b$limits[1,1], ucl_r=b$limits[1,2], sigma_mvlue_sd=sd.xbar(m,std.dev="MVLUE-SD"), sigma_rmsdf=sd.xbar(m,std.dev="RMSDF")) }, note=note)
  try_add("cc-s-r", list(data=aslist(m)), function() {
    a <- qcc(m,"S",plot=FALSE); b <- qcc(m,"R",plot=FALSE)
    list(s_center=as.numeric(a$center), s_lcl=a$limits[1,1], s_ucl=a$limits[1,2], r_center=as.numeric(b$center), r_lcl=b$limits[1,1], r_ucl=b$limits[1,2]) }, note=note)
  lo <- round(mean(m,na.rm=TRUE)-runif(1,3,8),2); hi <- round(mean(m,na.rm=TRUE)+runif(1,3,8),2)
  side <- if (t%%5==1) "l" else if (t%%5==2) "u" else "b"
  tgt <- if (t%%3==0) round((lo+hi)/2+rnorm(1),2) else NULL
  q <- qcc(m,"xbar",plot=FALSE)
  lims <- c(if(side!="u") lo else NA, if(side!="l") hi else NA)
  inp <- list(data=aslist(m), lsl=nul(lims[1]), usl=nul(lims[2])); if(!is.null(tgt)) inp$target <- tgt
  try_add("cap-normal", inp, function() {
    pc <- if(is.null(tgt)) { if (side=="b") process.capability(q,spec.limits=lims,print=FALSE) else process.capability(q,spec.limits=lims,target=NA,print=FALSE)} else process.capability(q,spec.limits=lims,target=tgt,print=FALSE)
    ind <- pc$indices; r <- list(); for (i in rownames(ind)) for (j in colnames(ind)) r[[paste0(i,"|",j)]] <- ind[i,j]; r }, note=paste(note,side,is.null(tgt)))
}
for (t in 1:3) { n <- sample(c(2,3,5,15,30,60),1); x <- round(rnorm(n,10,1),3)
  try_add("cc-i", list(x=x), function() { a <- qcc(x,"xbar.one",plot=FALSE); list(center=as.numeric(a$center), sigma=a$std.dev, lcl=a$limits[1,1], ucl=a$limits[1,2], sigma_sd_over_c4=sd.xbar.one(x,std.dev="SD")) }) }
for (t in 1:3) { k <- sample(c(2,5,10,25),1); n <- if(t%%2) sample(30:200,k,TRUE) else rep(sample(30:200,1),k); p <- runif(1,.01,.4); d <- rbinom(k,n,p); if(sum(d)==0) d[1]<-1
  try_add("cc-p", list(d=d,n=n), function() { a <- qcc(d,"p",sizes=n,plot=FALSE); L <- a$limits; if(nrow(L)==1) L <- L[rep(1,k),,drop=FALSE]; list(center=as.numeric(a$center), lcl_last=L[k,1], ucl_last=L[k,2], ucl_prev=L[k-1,2], beyond=I(as.integer(a$violations$beyond.limits))) }) }
for (t in 1:3) { k <- sample(c(3,10,30),1); N <- sample(20:100,1); d <- rbinom(k,N,runif(1,.02,.5)); if(sum(d)==0)d[1]<-2; k2 <- sample(c(2,12,26),1); cnt <- rpois(k2,sample(c(1,4,20),1)); if(sum(cnt)==0)cnt[1]<-2; size <- if(t%%2) sample(50:150,k2,TRUE) else rep(100,k2)
  try_add("cc-np-c-u", list(d=d,n=N,cnt=cnt,size=size), function() { a <- qcc(d,"np",sizes=N,plot=FALSE); b <- qcc(cnt,"c",plot=FALSE); u <- qcc(cnt,"u",sizes=size,plot=FALSE); list(np_center=as.numeric(a$center), np_lcl=a$limits[1,1], np_ucl=a$limits[1,2], c_center=as.numeric(b$center), c_lcl=b$limits[1,1], c_ucl=b$limits[1,2], u_center=as.numeric(u$center), u_ucl_last=u$limits[nrow(u$limits),2]) }) }
suppressMessages(library(qicharts2))
for (t in 1:3) { k <- sample(c(2,5,8,20),1); n <- round(runif(k,500,9000)); pp <- runif(1,.01,.3); d <- rbinom(k,n,pmin(.9,pmax(0.001,pp*exp(rnorm(k,0,.15))))); x <- seq_len(k)
  for (ch in c("pp","up")) try_add(if(ch=="pp")"cc-laney-p" else "cc-laney-u", list(d=d,n=n,ch=ch), function() { r <- suppressWarnings(qic(x,y=d,n=n,chart=ch,data=data.frame(x=x,d=d,n=n))$data); list(center=r$cl[1], lcl_first=r$lcl[1], ucl_first=r$ucl[1], lcl_last=r$lcl[k], ucl_last=r$ucl[k]) }) }
for (t in 1:3) { n <- sample(c(2,3,15,40),1); x <- round(rnorm(n,5,1),3); mu0 <- 5; s <- round(runif(1,.3,2),2); lam <- round(runif(1,.02,1),2); L <- round(runif(1,2,3.5),2)
  try_add("cc-ewma", list(x=x,mu0=mu0,sigma=s,lambda=lam,L=L), function() { e <- ewma(x,center=mu0,std.dev=s,lambda=lam,nsigmas=L,plot=FALSE); U <- e$limits[,2]; list(z=I(as.numeric(e$y)), ucl1=U[1], ucl3=if(n>=3) U[3] else NULL, ucl_last=U[n]) })
  sh <- round(runif(1,.2,3),2); h <- 5
  try_add("cc-cusum", list(x=x,mu0=mu0,sigma=s,shift=sh,h=h), function() { e <- cusum(x,center=mu0,std.dev=s,se.shift=sh,decision.interval=h,plot=FALSE); list(pos=I(as.numeric(e$pos)), neg=I(as.numeric(e$neg))) }) }
for (t in 1:3) { p <- sample(c(2,3,5),1); m <- sample(c(8,15,40),1); X <- round(mvrnorm(m, rep(0,p), diag(p)*0.5+0.5),4); conf <- sample(c(.95,.99,.9973),1)
  try_add("cc-t2", list(data=lapply(1:m,function(i)X[i,]), conf=conf), function(){ q <- mqcc(X,"T2.single",confidence.level=conf,plot=FALSE); list(t2=as.numeric(q$statistics), ucl=as.numeric(q$limits[1,2])) }) }
for (t in 1:4) { k <- round(runif(1,.1,1.5),2); h <- round(runif(1,.5,8),2); mu <- round(runif(1,0,3),2); if(t==1){k<-0;h<-5;mu<-.5}; if(t==2){k<-.5;h<-4;mu<--1}
  try_add("cc-arl-cusum", list(k=k,h=h,mu=mu), function() list(arl0=as.numeric(xcusum.arl(k,h,0,sided="two")), arl1=as.numeric(xcusum.arl(k,h,mu,sided="two")), one=as.numeric(xcusum.arl(k,h,mu))), rel=1e-6) }
for (t in 1:4) { l <- round(runif(1,.03,1),2); L <- round(runif(1,1,3.3),2); mu <- round(runif(1,0,3),2); L0 <- sample(c(50,100,200,370,500,1000),1); if(t==1) l<-1; if(t==2) mu <- -1
  try_add("cc-arl-ewma", list(l=l,L=L,mu=mu,L0=L0), function() list(arl0=as.numeric(xewma.arl(l,L,0,sided="two")), arl1=as.numeric(xewma.arl(l,L,mu,sided="two")), crit=as.numeric(xewma.crit(l,L0,sided="two"))), rel=1e-6) }
for (t in 1:5) { l <- round(runif(1,.05,.9),2); p <- sample(c(2,3,4,5,8,10),1); c4 <- round(runif(1,5,15),2); d <- round(runif(1,0,3),2)
  if(t==2) l <- 1
  try_add("cc-arl-mewma", list(l=l,c=c4,p=p,d=d), function() list(arl0=as.numeric(mewma.arl(l,c4,p,delta=0)), arl1=as.numeric(mewma.arl(l,c4,p,delta=d))), rel=1e-5) }
for (t in 1:5) { n <- sample(c(2,3,5,10,20,43,100,500,2000),1); a <- sample(c(.1,.05,.01,.001),1); P <- sample(c(.5,.9,.95,.99,.999),1)
  try_add("cap-tolfac", list(n=n,alpha=a,P=P), function() list(one=K.factor(n,alpha=a,P=P,side=1), two_exact=K.factor(n,alpha=a,P=P,side=2,method="EXACT",m=50)), rel=1e-5) }
for (t in 1:3) { n <- sample(c(5,10,50,200),1); x <- round(rweibull(n,runif(1,.6,6),runif(1,.5,100)),4)+1e-3; lsl <- if(t%%3==0) NULL else 0; usl <- if(t%%3==1) NULL else round(max(x)*1.5,3)
  try_add("cap-nonnormal", list(x=x,lsl=lsl,usl=usl), function(){ f <- fitdistr(x,"weibull",control=list(reltol=1e-14,maxit=10000)); q <- qweibull(c(.00135,.5,.99865),f$estimate[1],f$estimate[2]); Ppk <- min(c(if(!is.null(usl)) (usl-q[2])/(q[3]-q[2]), if(!is.null(lsl)) (q[2]-lsl)/(q[2]-q[1]))); list(shape=unname(f$estimate[1]),scale=unname(f$estimate[2]),q=unname(q),Pp=if(!is.null(lsl)&&!is.null(usl)) (usl-lsl)/(q[3]-q[1]) else NULL,Ppk=Ppk) }, rel=1e-5) }
# acceptance sampling
for (t in 1:4) { n <- sample(c(1,5,20,89,200,500),1); c <- sample(0:min(n-1,12),1); if(n==1)c<-0; N <- n+sample(c(0,10,500,5000),1); pd <- c(0,.001,.01,.05,.2,.5,1)
  try_add("as-oc", list(n=n,c=c,N=N,pd=pd), function() list(binomial=OC2c(n,c,type="binomial",pd=pd)@paccept, hyper=OC2c(n,c,N=N,type="hypergeom",pd=pd)@paccept, poisson=OC2c(n,c,type="poisson",pd=pd)@paccept)) }
for (t in 1:3) { s <- sample(2:5,1); n <- sample(c(5,20,50),s,TRUE); c <- cumsum(sample(0:2,s,TRUE)); r <- pmax(c+sample(1:4,s,TRUE),0); r <- cummax(r); r[s] <- c[s]+1; r <- pmin(r,r[s]); r<-pmax(r,c+1); pd <- c(0,.01,.03,.05,.1,.3)
  try_add("as-oc-double", list(n=n,c=c,r=r,pd=pd), function() list(pa=OC2c(n,c,r,pd=pd)@paccept)) }
for (t in 1:4) { p1 <- round(runif(1,.001,.05),3); p2 <- round(p1*runif(1,1.8,8),3); a <- sample(c(.9,.95,.99),1); b <- sample(c(.05,.1,.2),1)
  try_add("as-find", list(p1=p1,a=a,p2=p2,b=b), function() { x <- find.plan(PRP=c(p1,a),CRP=c(p2,b),type="binomial"); list(n=x$n,c=x$c,r=x$r) })
  N <- sample(c(50,100,200,500,1000),1); q1 <- max(1,round(N*p1))/N; q2 <- (max(1,round(N*p1))+sample(2:20,1))/N
  try_add("as-find-hyper", list(p1=q1,a=a,p2=q2,b=b,N=N), function() { x <- find.plan(PRP=c(q1,a),CRP=c(q2,b),type="hypergeom",N=N); list(n=x$n,c=x$c,r=x$r) })
  try_add("as-variables", list(p1=p1,a=a,p2=p2,b=b), function() { x <- find.plan(PRP=c(p1,a),CRP=c(p2,b),type="normal",s.type="known"); y <- find.plan(PRP=c(p1,a),CRP=c(p2,b),type="normal",s.type="unknown"); list(known=x,unknown=y) }, rel=1e-5) }
# msa
for (t in 1:4) { p <- sample(c(2,3,5,10),1); o <- sample(c(2,3,4),1); r <- sample(2:4,1); if(t==5) o<-1
  g <- expand.grid(r=1:r,part=1:p,op=1:o); sdint <- sample(c(0,0,.5,1),1); ip <- rnorm(p,0,sample(c(0,1,3),1)); io <- rnorm(o,0,sample(c(0,.5),1)); ii <- matrix(rnorm(p*o,0,sdint),p,o)
  g$y <- round(10+ip[g$part]+io[g$op]+ii[cbind(g$part,g$op)]+rnorm(nrow(g),0,.3),3)
  if(t%%2) g <- g[sample(nrow(g)),]
  lsl <- if(t%%4==0) NA else 5; usl <- if(t%%4==0) NA else 15
  try_add("msa-grr", list(part=g$part,op=g$op,y=g$y,lsl=nul(lsl),usl=nul(usl)), function(){ sink("/dev/null"); on.exit(sink()); x <- ss.rr(y,part,op,lsl=lsl,usl=usl,data=g,print_plot=FALSE); res <- list(); for(i in rownames(x$varComp)) { for(j in colnames(x$varComp)) if(!is.na(x$varComp[i,j])) res[[paste0(trimws(i),"|",j)]] <- x$varComp[i,j] }; for(i in rownames(x$studyVar)) for(j in colnames(x$studyVar)) if(!is.na(x$studyVar[i,j])) res[[paste0("SV|",trimws(i),"|",j)]] <- x$studyVar[i,j]; res$ncat <- x$ncat; res }, rel=1e-7, note=paste(p,o,r)) }
for (t in 1:3) { o <- sample(2:4,1); p <- sample(2:5,1); r <- sample(2:3,1); g <- expand.grid(r=1:r,pp=1:p,op=1:o); g$part <- if(t%%2) g$pp else g$op*10+g$pp; pe <- matrix(rnorm(o*p),o,p); g$y <- round(10+rnorm(o,0,.5)[g$op]+pe[cbind(g$op,g$pp)]+rnorm(nrow(g),0,.4),3)
  try_add("msa-nested", list(op=g$op,part=g$part,y=g$y), function(){ a <- anova(lm(y~factor(op)/factor(part),data=g)); m <- a[["Mean Sq"]]; list(MS_op=m[1],MS_part_op=m[2],MS_rep=m[3],var_repeat=m[3],var_part=max(0,(m[2]-m[3])/r),var_op=max(0,(m[1]-m[2])/(p*r))) }) }
for (t in 1:3) { l <- sample(2:6,1); r <- sample(c(2,5,12),1); ref <- rep(seq(2,by=2,length=l),each=r); y <- round(ref+.3-.05*ref+rnorm(length(ref),0,.2),2)
  try_add("msa-bias-lin", list(ref=ref,y=y), function(){ b <- y-ref; f <- summary(lm(b~ref)); tt <- t.test(b); list(intercept=f$coefficients[1,1],slope=f$coefficients[2,1],p_intercept=f$coefficients[1,4],p_slope=f$coefficients[2,4],r2=f$r.squared,bias=mean(b),bias_t=unname(tt$statistic),bias_p=tt$p.value) }) }
cases <- Filter(function(c) is.null(c$expected$peer_error), cases)
out <- file("peer_cases.json", "w"); cat("[\n", file=out)
for (i in seq_along(cases)) cat(toJSON(cases[[i]], auto_unbox=TRUE, digits=I(17), null="null", na="null"), if (i < length(cases)) ",\n" else "\n", file=out, sep="")
cat("]\n", file=out); close(out)
