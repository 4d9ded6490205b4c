/// The scripts of the HTML report: everything can be read without them.
enum HTMLScript {
  // Our own text only: nothing of a stranger's is ever put into it, and nothing of a stranger's is ever read as markup.

  /// Tips over the charts; what a mark says stands in its title, which screen readers read as well.
  private static let tips = """
    (function(){var tip=document.createElement('div');tip.id='tip';tip.hidden=true;document.body.appendChild(tip);
    var marks=[].slice.call(document.querySelectorAll('svg [data-tip]'));
    function show(m,x,y){tip.textContent=m.getAttribute('data-tip');tip.hidden=false;var w=tip.offsetWidth,h=tip.offsetHeight;
    tip.style.left=Math.max(6,Math.min(innerWidth-w-6,x-w/2))+'px';tip.style.top=(y-h-14>4?y-h-14:y+18)+'px';}
    marks.forEach(function(m){var t=m.querySelector('title');if(t){m.setAttribute('aria-label',t.textContent);m.setAttribute('data-tip',t.textContent);t.remove();}
    m.addEventListener('pointermove',function(e){show(m,e.clientX,e.clientY);});m.addEventListener('pointerleave',function(){tip.hidden=true;});
    m.addEventListener('focus',function(){var r=m.getBoundingClientRect();show(m,r.left+r.width/2,r.top);});m.addEventListener('blur',function(){tip.hidden=true;});});
    addEventListener('keydown',function(e){if(e.key==='Escape')tip.hidden=true;});})();

    """

  /// The filters of a page that holds all its voices.
  static let file =
    tips + """
      (function(){var form=document.getElementById('filters');if(!form)return;form.hidden=false;
      var items=[].slice.call(document.querySelectorAll('#all-voices>li')),count=document.getElementById('shown'),more=document.getElementById('more'),limit=40;
      var texts=items.map(function(i){return i.textContent.toLowerCase();});
      function apply(){var s=form.stance.value,r=form.reason.value,f=form.since.value,t=form.until.value,w=form.q.value.trim().toLowerCase(),n=0;
      items.forEach(function(i,k){var d=i.dataset.day||'',ok=(!s||i.dataset.stance===s)&&(!r||(' '+i.dataset.reasons+' ').indexOf(' '+r+' ')>=0)
      &&(!f||(d&&d>=f))&&(!t||(d&&d<=t))&&(!w||texts[k].indexOf(w)>=0);i.hidden=!(ok&&n<limit);if(ok)n++;});
      count.textContent=n+' of '+items.length+' voices';more.hidden=n<=limit;}
      function again(){limit=40;apply();}
      form.addEventListener('input',again);form.addEventListener('reset',function(){setTimeout(again);});form.addEventListener('submit',function(e){e.preventDefault();});
      more.addEventListener('click',function(){limit+=200;apply();});addEventListener('beforeprint',function(){limit=1e9;apply();});
      document.querySelectorAll('svg a[data-from]').forEach(function(a){a.addEventListener('click',function(e){e.preventDefault();
      form.since.value=a.dataset.from;form.until.value=a.dataset.to;again();document.getElementById('voices').scrollIntoView();});});apply();})();
      """

  /// The filters and the pulse of a page that a server shows.
  static let live =
    tips + """
      (function(){var form=document.getElementById('filters'),list=document.getElementById('all-voices');if(!form||!list)return;
      var count=document.getElementById('shown'),more=document.getElementById('more'),pulse=document.getElementById('pulse'),offset=0,turn=0,wait;
      function el(tag,name,text){var e=document.createElement(tag);if(name)e.className=name;if(text!==undefined)e.textContent=text;return e;}
      var symbols={quitting:'▼',defending:'▲',neutral:'·'};
      function item(v){var stance=v.stance||'unread',li=el('li','voice '+stance),q=el('blockquote'),b=el('bdi'),p=el('p','facts');
      v.words.forEach(function(w){if(w.cue){var m=el('mark',w.weight<0?'quitting':'defending',w.text);m.title=w.cue;b.appendChild(m);}else b.appendChild(document.createTextNode(w.text));});
      q.appendChild(b);li.appendChild(q);p.appendChild(el('span','badge '+stance,(symbols[stance]||'?')+' '+stance));
      function fact(node){p.appendChild(document.createTextNode(' · '));p.appendChild(node);}
      fact(el('bdi','who',v.speaker||'nameless'));var a=el('a','',v.title||v.site);if(/^https?:/i.test(v.url)){a.href=v.url;a.rel='nofollow noopener noreferrer';}fact(a);
      fact(el('bdi','',v.site));fact(el('time','',v.published||'undated'));if(v.reasons.length)fact(document.createTextNode(v.reasons.join(', ').replace(/-/g,' ')));
      if(v.replies)fact(document.createTextNode(v.replies+(v.replies===1?' reply':' replies')));
      var why=el('a','','why?');why.href='/api/voices/'+encodeURIComponent(v.id);fact(why);li.appendChild(p);return li;}
      function params(){var p=new URLSearchParams();new FormData(form).forEach(function(v,k){if(v)p.set(k,v);});return p;}
      function load(from){var p=params(),mine=++turn;p.set('limit',30);p.set('offset',from);
      fetch('/api/voices?'+p).then(function(r){return r.json();}).then(function(d){if(mine!==turn)return;
      if(!d.voices){count.textContent=d.detail||'';return;}if(!from)list.textContent='';d.voices.forEach(function(v){list.appendChild(item(v));});
      offset=from+d.voices.length;count.textContent=d.total+' voices by '+d.people+' people';more.hidden=offset>=d.total;
      p.delete('limit');p.delete('offset');history.replaceState(null,'','/?'+p+'#voices');}).catch(function(){count.textContent='The server does not answer.';});}
      form.addEventListener('input',function(){clearTimeout(wait);wait=setTimeout(function(){load(0);},150);});
      form.addEventListener('submit',function(e){e.preventDefault();load(0);});form.addEventListener('reset',function(){setTimeout(function(){load(0);});});
      more.addEventListener('click',function(e){e.preventDefault();load(offset);});
      document.querySelectorAll('svg a[data-from]').forEach(function(a){a.addEventListener('click',function(e){e.preventDefault();
      form.since.value=a.dataset.from;form.until.value=a.dataset.next;load(0);document.getElementById('voices').scrollIntoView();});});
      if(!window.EventSource||!pulse)return;var first,source=new EventSource('/api/events');
      source.addEventListener('status',function(e){var s=JSON.parse(e.data);if(first===undefined)first=s.generation;
      pulse.textContent=(s.crawling?'A crawl is running: ':'No crawl is running: ')+s.pages+' pages, '+s.voices+' voices'
      +(s.queued!==null?', '+s.queued+' addresses wait, '+s.failed+' failed':'')+'. ';
      if(s.generation!==first){var a=el('a','','New voices have come: show them');a.href=location.href.split('#')[0];pulse.appendChild(a);}});})();
      """
}
